// What a request's path and query ask for: an id, a loan, a page of a list.
#pragma once

#include "native/http/api.hpp"
#include "native/http/http_error.hpp"
#include "native/http/page.hpp"
#include "native/service/lending/lending_store.hpp"

namespace ratestack::http {

/// What is no id at all is as good as one that nothing has: HttpError::no_such_resource.
template <typename IdType>
[[nodiscard]] Result<IdType> asked_id(const Exchange& exchange, std::string_view name = "id") {
  auto id = IdType::parse(exchange.path_parameter(name));
  if (!id) return HttpError::no_such_resource;
  return id;
}

/// What the store found, or HttpError::no_such_resource.
template <typename Record>
[[nodiscard]] Result<Record> found_or_none(Result<std::optional<Record>> found) {
  if (!found) return found.error();
  if (!found.value()) return HttpError::no_such_resource;
  return std::move(*found.value());
}

/// The loan of the path, of the caller's organisation or shared with it.
[[nodiscard]] inline Result<service::LoanRecord> asked_loan(const Api& api, const Exchange& exchange) {
  const auto id = asked_id<LoanId>(exchange);
  if (!id) return id.error();
  return found_or_none(api.store.lending().find_loan(exchange.principal().org_id, id.value()));
}

/// The loan of the path, of the caller's organisation: what is shared with it is not its own.
[[nodiscard]] inline Result<service::LoanRecord> asked_own_loan(const Api& api, const Exchange& exchange) {
  auto loan = asked_loan(api, exchange);
  if (loan && loan.value().org_id != exchange.principal().org_id) return HttpError::no_such_resource;
  return loan;
}

/// The place in a list that is ordered by ids, newest first.
template <typename IdType>
[[nodiscard]] Result<service::NewestFirst> newest_first(const AskedPage& page) {
  if (!page.after.empty() && !IdType::parse(page.after)) return no_such_cursor();
  return service::NewestFirst{page.after, page.wanted()};
}

/// Answers a page of what `read` finds, by `show` of each. The records' ids are the places in the list.
template <typename IdType, typename Read, typename Show>
void answer_page(const ExchangePtr& exchange, const Read& read, const Show& show) {
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto place = newest_first<IdType>(page.value());
  if (!place) return exchange->fail(place.error());
  const auto records = read(place.value());
  if (!records) return exchange->fail(records.error());
  exchange->answer(json_answer(
      200, page_body(records.value(), page.value(), show, [](const auto& record) { return record.id.view(); })));
}

/// The answer, or the error.
inline void conclude(const ExchangePtr& exchange, Result<Answer> answer) {
  if (!answer) return exchange->fail(answer.error());
  exchange->answer(std::move(answer.value()));
}

/// Likewise, about one thing that counts its changes in "version": with the entity tag of it.
void conclude_versioned(const ExchangePtr& exchange, Result<Answer> answer);

}  // namespace ratestack::http
