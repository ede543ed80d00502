// GET /v1/audit/counts: how many events of each action in each hour or day, for charts.
#include <algorithm>
#include <array>

#include "native/http/answer.hpp"
#include "native/http/event_body.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/identity_json.hpp"
#include "native/http/log_scope.hpp"

namespace ratestack::http {
namespace {

using service::CountFilter;

constexpr std::size_t kMaxActions = 16;
constexpr std::int64_t kMaxSteps = 2400;  // 100 days of hours

struct Step {
  std::string_view name;
  std::int64_t micros;
};
constexpr std::int64_t kHour = 3'600'000'000;
constexpr std::array kSteps{Step{"hour", kHour}, Step{"day", 24 * kHour}};

Error broken(std::string_view rule) { return {HttpError::invalid_parameter, std::string(rule)}; }

// The names, separated by commas.
Result<std::vector<std::string>> asked_actions(const Query& query) {
  std::vector<std::string> actions;
  std::string_view rest = query.text("actions").value_or("");
  for (bool more = true; more;) {
    const auto comma = rest.find(',');
    const std::string_view action = rest.substr(0, comma);
    if (!is_action(action)) return broken("actions: must be names of actions with commas between them");
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) actions.emplace_back(action);
    more = comma != std::string_view::npos;
    if (more) rest.remove_prefix(comma + 1);
  }
  if (actions.size() > kMaxActions) return broken("actions: at most 16");
  return actions;
}

Result<Step> asked_step(const Query& query) {
  const auto name = query.text("step").value_or("");
  const auto* found = std::find_if(kSteps.begin(), kSteps.end(), [&](const Step& step) { return step.name == name; });
  if (found == kSteps.end()) return broken("step: must be hour or day");
  return *found;
}

// `to` is the present where it is absent.
Result<CountFilter> asked_span(const Query& query, const Step& step, Timestamp now) {
  const auto from = query.time("from");
  if (!from) return from.error();
  if (!from.value()) return broken("from: must be given");
  const auto to = query.time("to");
  if (!to) return to.error();
  CountFilter filter;
  filter.from = *from.value();
  filter.to = to.value().value_or(now);
  filter.step_micros = step.micros;
  const std::int64_t length = filter.to.micros() - filter.from.micros();
  if (length <= 0) return broken("to: must be later than from");
  if (length > kMaxSteps * step.micros) return broken("from: at most 2400 steps before to");
  return filter;
}

Result<CountFilter> read_filter(const Exchange& exchange, const Step& step, Timestamp now) {
  auto org = readable_org(exchange);
  if (!org) return org.error();
  auto actions = asked_actions(exchange.query());
  if (!actions) return actions.error();
  auto filter = asked_span(exchange.query(), step, now);
  if (!filter) return filter;
  CountFilter& found = filter.value();
  found.org_id = std::move(org.value());
  found.actions = std::move(actions.value());
  return filter;
}

std::string counts_text(const CountFilter& filter, const Step& step, const service::RowCounts& counts) {
  JsonArray items;
  items.reserve(counts.items.size());
  for (const service::RowCount& item : counts.items) {
    const auto count = static_cast<std::int64_t>(item.count);
    items.push_back(JsonObject{{"action", item.action}, {"start", item.start.to_text()}, {"count", count}});
  }
  return to_text({{"step", step.name},
                  {"from", filter.from.to_text()},
                  {"to", filter.to.to_text()},
                  {"items", std::move(items)},
                  {"complete", counts.complete_from == filter.from},
                  {"complete_from", counts.complete_from.to_text()}});
}

void count_now(Api& api, const ExchangePtr& exchange) {
  const auto step = asked_step(exchange->query());
  if (!step) return exchange->fail(step.error());
  const auto filter = read_filter(*exchange, step.value(), api.clock.now());
  if (!filter) return exchange->fail(filter.error());
  const auto counts = api.store.count_rows(filter.value());
  if (!counts) return exchange->fail(counts.error());
  exchange->answer(json_answer(200, counts_text(filter.value(), step.value(), counts.value())));
}

}  // namespace

void count_events(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { count_now(api, exchange); });
}

}  // namespace ratestack::http
