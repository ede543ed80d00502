// The handlers of lending. Each waits for the store, so that routes name them through in_reads.
#pragma once

#include "native/http/handlers.hpp"

namespace ratestack::http {

/// A handler that runs `work` in the lane of reads.
template <Handler work>
void in_reads(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { work(api, exchange); });
}

void list_loans(Api& api, const ExchangePtr& exchange);
void create_loan(Api& api, const ExchangePtr& exchange);
void get_loan(Api& api, const ExchangePtr& exchange);
void change_loan(Api& api, const ExchangePtr& exchange);
void open_borrower(Api& api, const ExchangePtr& exchange);
void price_one_loan(Api& api, const ExchangePtr& exchange);

void list_shares(Api& api, const ExchangePtr& exchange);
void share_loan(Api& api, const ExchangePtr& exchange);
void unshare_loan(Api& api, const ExchangePtr& exchange);

void list_locks(Api& api, const ExchangePtr& exchange);
void list_locks_of_loan(Api& api, const ExchangePtr& exchange);
void get_lock_rules(Api& api, const ExchangePtr& exchange);
void get_lock(Api& api, const ExchangePtr& exchange);
void request_rate_lock(Api& api, const ExchangePtr& exchange);
void commit_rate_lock(Api& api, const ExchangePtr& exchange);
void extend_rate_lock(Api& api, const ExchangePtr& exchange);

void list_documents(Api& api, const ExchangePtr& exchange);
void open_document(Api& api, const ExchangePtr& exchange);

void list_sheets(Api& api, const ExchangePtr& exchange);
void upload_sheet(Api& api, const ExchangePtr& exchange);
void get_sheet(Api& api, const ExchangePtr& exchange);
void get_sheet_csv(Api& api, const ExchangePtr& exchange);
void activate_sheet(Api& api, const ExchangePtr& exchange);
void get_sheet_readers(Api& api, const ExchangePtr& exchange);
void put_sheet_readers(Api& api, const ExchangePtr& exchange);

void import_loan(Api& api, const ExchangePtr& exchange);
void report_loan_status(Api& api, const ExchangePtr& exchange);
void quote_loan(Api& api, const ExchangePtr& exchange);
void confirm_rate_lock(Api& api, const ExchangePtr& exchange);
void deliver_document(Api& api, const ExchangePtr& exchange);

void list_webhooks(Api& api, const ExchangePtr& exchange);
void subscribe_webhook(Api& api, const ExchangePtr& exchange);
void remove_webhook(Api& api, const ExchangePtr& exchange);

}  // namespace ratestack::http
