#include "native/http/lending/asked.hpp"

#include "native/http/entity_tag.hpp"

namespace ratestack::http {

// The text is ours, and may be that of an answer from before.
void conclude_versioned(const ExchangePtr& exchange, Result<Answer> answer) {
  if (!answer) return exchange->fail(answer.error());
  const JsonValue json = parse_json(answer.value().body).value();
  const auto version = static_cast<std::uint64_t>(json.at("version").as_int64());
  answer.value().headers.push_back({"ETag", version_tag(version)});
  exchange->answer(std::move(answer.value()));
}

}  // namespace ratestack::http
