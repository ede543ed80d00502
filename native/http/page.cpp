#include "native/http/page.hpp"

#include "native/http/http_error.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {

Error no_such_cursor() { return {HttpError::invalid_parameter, "cursor: must be a next_cursor of this list"}; }

Result<AskedPage> asked_page(const Exchange& exchange) {
  const auto limit = exchange.query().integer("limit", 1, limits::kMaxPageSize);
  if (!limit) return limit.error();
  AskedPage page{limit.value().value_or(limits::kDefaultPageSize), {}};
  const auto cursor = exchange.query().text("cursor");
  if (!cursor) return page;
  auto after = parse_text_cursor(*cursor);
  if (!after) return no_such_cursor();
  page.after = std::move(*after);
  return page;
}

}  // namespace ratestack::http
