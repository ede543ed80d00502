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
  if (!is_token_char(text[at])) return calls_for_folding(text, at);
  return may_be_base64_text(text, at) || (at > 0 && is_any(text[at - 1], kFoldLead));
}

}  // namespace

std::size_t Suspects::find_from(std::size_t at) noexcept {
  const Subject subject{.text = text_, .floor = at};
  unsigned digits = 0;
  while (at < text_.size()) {
    if (!block_.covers(at)) block_ = Block(subject, at);
    BlockEvents events(block_, subject, at, text_.size(), digits);
    for (std::size_t place = events.next(); place < events.end(); place = events.next()) {
      if (place == events.ninth_digit() || is_suspect(text_, place)) return place;
    }
    digits = events.digits_at_end();
    at = events.end();
  }
  return text_.size();
}

}  // namespace ratestack::redaction_detail
