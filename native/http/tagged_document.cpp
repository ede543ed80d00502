#include "native/http/tagged_document.hpp"

#include "native/http/entity_tag.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kTagDigits = 32;

}  // namespace

std::string strong_tag(std::string_view text) {
  return '"' + sha256(as_bytes(text)).to_hex().substr(0, kTagDigits) + '"';
}

void answer_tagged(const ExchangePtr& exchange, const std::string& text, const std::string& tag) {
  Answer answer = json_answer(200, text);
  if (has_already(exchange->request(), tag)) answer = {304, "", "", {}};
  answer.headers.push_back({"ETag", tag});
  answer.headers.push_back({"Cache-Control", "no-cache"});  // may be kept, must be asked for again
  exchange->answer(std::move(answer));
}

}  // namespace ratestack::http
