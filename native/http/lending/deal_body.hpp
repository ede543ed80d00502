// Bodies about a loan's lock, its documents and whom it is shared with, and a lender's readers and subscriptions. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "native/service/lending/documents.hpp"
#include "native/service/lending/locks.hpp"
#include "native/service/lending/webhook_subscriptions.hpp"

namespace ratestack::http {

/// {"sheet_id","product","rate","lock_days","price"?}. Errors, as of all here: HttpError and JsonError, with the JSON
/// pointer.
[[nodiscard]] Result<service::LockOrder> read_lock_order(std::string_view body);
/// {"days"}
[[nodiscard]] Result<std::int64_t> read_extension(std::string_view body);
/// {"confirmation"}: the lender's own number of a lock, 1 to 64 visible ASCII characters.
[[nodiscard]] Result<std::string> read_confirmation(std::string_view body);

/// {"loan_id","kind","name","media_type","content_base64"}. A name is that of a file, without a path; a media type has
/// no parameters.
[[nodiscard]] Result<service::NewDocument> read_document(std::string_view body);

/// {"org_id"}
[[nodiscard]] Result<OrgId> read_org(std::string_view body);
/// {"org_ids":[...]}: ascending, each once, however they were sent.
[[nodiscard]] Result<std::vector<OrgId>> read_readers(std::string_view body);

/// {"url","events":[...]}: the events ascending, each once. The URL is as it was sent: not yet judged.
[[nodiscard]] Result<service::NewWebhook> read_webhook(std::string_view body);

}  // namespace ratestack::http
