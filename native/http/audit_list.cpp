// GET /v1/audit/events: a page of rows, newest first, by keyset.
#include <algorithm>

#include "native/http/cursor.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/log_scope.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::http {
namespace {

using service::AuditRowRecord;
using service::RowFilter;

std::optional<std::string> owned(std::optional<std::string_view> text) {
  return text ? std::optional(std::string(*text)) : std::nullopt;
}

Result<std::optional<std::uint64_t>> read_cursor(const Query& query) {
  const auto text = query.text("cursor");
  if (!text) return std::optional<std::uint64_t>();
  const auto id = parse_cursor(*text);
  if (!id) return Error(HttpError::invalid_parameter, "cursor: must be a next_cursor of this list");
  return std::optional(*id);
}

Result<RowFilter> read_filter(const Exchange& exchange) {
  const Query& query = exchange.query();
  RowFilter filter;
  auto org = readable_org(exchange);
  if (!org) return org.error();
  const auto from = query.time("from");
  if (!from) return from.error();
  const auto to = query.time("to");
  if (!to) return to.error();
  const auto cursor = read_cursor(query);
  if (!cursor) return cursor.error();
  filter.org_id = std::move(*org);
  filter.actor_id = owned(query.text("actor"));
  filter.action = owned(query.text("action"));
  filter.correlation_id = owned(query.text("correlation_id"));
  filter.from = *from;
  filter.to = *to;
  filter.before_id = *cursor;
  return filter;
}

// The row's members stand at the top level beside its hashes: its canonical text goes out as it is, after its '{'.
void append_item(std::string& body, const AuditRowRecord& row) {
  body +=
      R"({"entry_hash":")" + row.entry_hash.to_hex() + R"(","previous_hash":")" + row.previous_hash.to_hex() + "\",";
  body.append(row.text, 1);
}

std::string page_body(const std::vector<AuditRowRecord>& rows, std::size_t limit) {
  std::string body = R"({"items":[)";
  const std::size_t shown = std::min(rows.size(), limit);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) body += ',';
    append_item(body, rows[i]);
  }
  const bool more = rows.size() > limit;
  body += R"(],"next_cursor":)";
  return body += more ? '"' + make_cursor(rows[shown - 1].id) + "\"}" : std::string("null}");
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto limit = exchange->query().integer("limit", 1, limits::kMaxPageSize);
  if (!limit) return exchange->fail(limit.error());
  const auto filter = read_filter(*exchange);
  if (!filter) return exchange->fail(filter.error());
  const std::size_t size = limit.value().value_or(limits::kDefaultPageSize);
  const auto rows = api.store.list_rows(*filter, size + 1);  // one more tells whether there is a next page
  if (!rows) return exchange->fail(rows.error());
  exchange->answer(json_answer(200, page_body(*rows, size)));
}

}  // namespace

void list_events(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}

}  // namespace ratestack::http
