// How loans, sheets, locks, documents and subscriptions are written for those who ask.
#pragma once

#include "native/service/lending/documents.hpp"
#include "native/service/lending/loans.hpp"
#include "native/service/lending/locks.hpp"
#include "native/service/lending/webhook_subscriptions.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/lending/sheet_fault.hpp"

namespace ratestack::http {

/// Without its borrower.
[[nodiscard]] JsonObject loan_json(const service::LoanRecord& loan);
/// {"name","email","ssn"}, of the number its last four digits.
[[nodiscard]] JsonObject masked_json(const Borrower& borrower);
[[nodiscard]] JsonObject borrower_json(const Borrower& borrower);
[[nodiscard]] JsonObject share_json(const service::LoanShare& share);
[[nodiscard]] JsonObject sheet_reader_json(const service::SheetReader& reader);

/// {"offers","considered","ineligible"}
[[nodiscard]] JsonObject pricing_json(const service::PricedLoan& priced);
/// "loan" and "offer" are what was locked; null where what is stored of it cannot be read.
[[nodiscard]] JsonObject lock_json(const service::RateLock& lock, const LockRules& rules, Timestamp now);

[[nodiscard]] JsonObject document_json(const service::DocumentRecord& document);
[[nodiscard]] JsonObject sheet_json(const service::SheetRecord& sheet);
/// {"faults":[{"code","line"?,"column"?,"pointer"?,"detail"?}],"more"}
[[nodiscard]] JsonObject faults_json(const SheetFaults& faults);
/// Without its secret.
[[nodiscard]] JsonObject webhook_json(const service::WebhookRecord& webhook);

}  // namespace ratestack::http
