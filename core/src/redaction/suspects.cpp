#include "redaction/suspects.hpp"

#include <algorithm>

#include "redaction/base64_token.hpp"
#include "redaction/block_events.hpp"
#include "redaction/characters.hpp"
#include "redaction/fold_unit.hpp"

namespace ratestack::redaction_detail {
namespace {

bool is_suspect(std::string_view text, std::size_t at) noexcept {
  if (text[at] == '@') return true;
  // A token may begin a few signs before its first long word (finder.cpp): it is judged there.
  return is_alnum(text[at]) ? true : calls_for_folding(text, at);
}

}  // namespace

std::size_t Suspects::find_from(std::size_t at) const noexcept {
  const Subject subject{.text = text_};
  unsigned digits = 0;
  while (at < text_.size()) {
    const auto size = static_cast<unsigned>(std::min<std::size_t>(kBlock, text_.size() - at));
    BlockEvents events(subject, at, size, digits);
    for (unsigned i = events.next(); i < kBlock; i = events.next()) {
      if (i == events.ninth_digit() || is_suspect(text_, at + i)) return at + i;
    }
    digits = events.digits_at_end();
    at += size;
  }
  return text_.size();
}

}  // namespace ratestack::redaction_detail
