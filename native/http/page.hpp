// Pages of a list: what was asked for, and what is answered (contract 3.1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "native/http/cursor.hpp"
#include "native/http/exchange.hpp"
#include "native/http/identity_json.hpp"

namespace ratestack::http {

struct AskedPage {
  std::size_t size;
  std::string after;  // where the page before ended; empty: the first page

  /// One more than is shown says whether there is another page.
  [[nodiscard]] std::size_t wanted() const noexcept { return size + 1; }
};

/// `limit` and `cursor` of the query. HttpError::invalid_parameter.
[[nodiscard]] Result<AskedPage> asked_page(const Exchange& exchange);
[[nodiscard]] Error no_such_cursor();

/// `{"items","next_cursor"}` of up to `page.wanted()` records: `show` makes an item of each, `mark` names the place of
/// the last one.
template <typename Record, typename Show, typename Mark>
[[nodiscard]] std::string page_body(const std::vector<Record>& records, const AskedPage& page, const Show& show,
                                    const Mark& mark) {
  JsonArray items;
  items.reserve(records.size());
  for (std::size_t i = 0; i < records.size() && i < page.size; ++i) items.push_back(show(records[i]));
  JsonValue next;
  if (records.size() > page.size) next = make_text_cursor(mark(records[page.size - 1]));
  return to_text({{"items", std::move(items)}, {"next_cursor", std::move(next)}});
}

}  // namespace ratestack::http
