#include "native/http/lending/deal_body.hpp"

#include <algorithm>

#include "native/http/http_error.hpp"
#include "native/http/lending/decimal_field.hpp"
#include "ratestack/encoding/base64.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxConfirmation = 64;
constexpr std::size_t kMaxKind = 64;
constexpr std::size_t kMaxFileName = 255;
constexpr std::size_t kMaxMediaType = 127;  // a type and a subtype of 63 each: well within RFC 6838 section 4.2
constexpr std::size_t kMaxUrl = std::size_t{8} * 1024;
constexpr std::int64_t kMaxExtension = 3650;  // the rules of locks stop far below

bool is_lower(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_alphanumeric(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z'); }

bool is_kind(std::string_view text) {
  if (text.empty() || text.size() > kMaxKind) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_lower(c) || c == '_' || c == '-'; });
}

bool is_file_name(std::string_view text) {
  if (text.empty() || text.size() > kMaxFileName || text == "." || text == "..") return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
  });
}

// restricted-name of RFC 6838 section 4.2.
bool is_restricted_name(std::string_view text) {
  static constexpr std::string_view kOthers = "!#$&-^_.+";
  if (text.empty() || !is_alphanumeric(text.front())) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alphanumeric(c) || kOthers.find(c) != std::string_view::npos; });
}

bool is_media_type(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || text.size() > kMaxMediaType) return false;
  return is_restricted_name(text.substr(0, slash)) && is_restricted_name(text.substr(slash + 1));
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

template <typename IdType>
Result<IdType> read_id(const Fields& fields, std::string_view name, std::string_view rule) {
  const auto text = fields.text(name);
  if (!text) return text.error();
  auto id = IdType::parse(*text);
  if (!id) return fields.broken(name, rule);
  return id;
}

Result<std::string> read_text(const Fields& fields, std::string_view name, bool (*rule)(std::string_view),
                              std::string_view words) {
  const auto text = fields.text(name);
  if (!text) return text.error();
  if (!rule(*text)) return fields.broken(name, words);
  return std::string(*text);
}

Result<std::string> read_content(const Fields& fields) {
  const auto text = fields.text("content_base64");
  if (!text) return text.error();
  const auto bytes = base64_decode(*text);
  if (!bytes) return fields.broken("content_base64", "must be base64 with padding (RFC 4648 section 4)");
  if (bytes.value().empty()) return fields.broken("content_base64", "must hold a byte at least");
  return std::string(as_text(bytes.value()));
}

/// Strings of an array, each made something of; ascending, each once.
template <typename T, typename Parse>
Result<std::vector<T>> read_set(const Fields& fields, std::string_view name, std::string_view rule,
                                const Parse& parse) {
  const JsonValue* const value = fields.find(name);
  const JsonArray* const items = value == nullptr ? nullptr : value->if_array();
  if (items == nullptr) return fields.broken(name, rule);
  std::vector<T> all;
  all.reserve(items->size());
  for (const JsonValue& item : *items) {
    const JsonString* const text = item.if_string();
    auto each = text == nullptr ? std::optional<T>() : parse(std::string_view(*text));
    if (!each) return fields.broken(name, rule);
    all.push_back(std::move(*each));
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::string events_rule() {
  std::string rule = "must be an array of events, one at least:";
  for (const std::string_view event : service::kWebhookEvents) rule += ' ' + std::string(event);
  return rule;
}

std::optional<std::string> known_event(std::string_view text) {
  const auto& known = service::kWebhookEvents;
  if (std::find(known.begin(), known.end(), text) == known.end()) return std::nullopt;
  return std::string(text);
}

std::optional<OrgId> known_org(std::string_view text) {
  auto id = OrgId::parse(text);
  return id ? std::optional<OrgId>(std::move(id.value())) : std::nullopt;
}

}  // namespace

Result<service::LockOrder> read_lock_order(std::string_view body) {
  return with_fields(body, {"sheet_id", "product", "rate", "lock_days", "price"},
                     [](const Fields& fields) -> Result<service::LockOrder> {
                       auto sheet = read_id<SheetId>(fields, "sheet_id", "must be a rate sheet's id, rs_...");
                       if (!sheet) return sheet.error();
                       const auto product = fields.text("product");
                       if (!product) return product.error();
                       const auto rate = read_decimal<Rate>(fields, "rate");
                       if (!rate) return rate.error();
                       const auto days = read_whole<LockDays>(fields, "lock_days");
                       if (!days) return days.error();
                       const auto price = read_decimal_if_any<Price>(fields, "price");
                       if (!price) return price.error();
                       return service::LockOrder{
                           {std::move(sheet.value()), std::string(*product), rate.value(), days.value()},
                           price.value()};
                     });
}

Result<std::int64_t> read_extension(std::string_view body) {
  return with_fields(body, {"days"},
                     [](const Fields& fields) { return read_integer(fields, "days", 1, kMaxExtension); });
}

Result<std::string> read_confirmation(std::string_view body) {
  return with_fields(body, {"confirmation"}, [](const Fields& fields) {
    const auto fits = [](std::string_view text) {
      return !text.empty() && text.size() <= kMaxConfirmation && is_visible(text);
    };
    return read_text(fields, "confirmation", fits, "must be 1 to 64 visible ASCII characters");
  });
}

Result<service::NewDocument> read_document(std::string_view body) {
  return with_fields(
      body, {"loan_id", "kind", "name", "media_type", "content_base64"},
      [](const Fields& fields) -> Result<service::NewDocument> {
        auto loan = read_id<LoanId>(fields, "loan_id", "must be a loan's id, loan_...");
        if (!loan) return loan.error();
        auto kind = read_text(fields, "kind", is_kind, "must be 1 to 64 of a-z 0-9 _ -");
        if (!kind) return kind.error();
        auto name = read_text(fields, "name", is_file_name,
                              "must be a file's name of 1 to 255 bytes, without a path or control characters");
        if (!name) return name.error();
        auto type = read_text(fields, "media_type", is_media_type,
                              "must be a media type without parameters, such as application/pdf");
        if (!type) return type.error();
        auto content = read_content(fields);
        if (!content) return content.error();
        return service::NewDocument{std::move(loan.value()), std::move(kind.value()), std::move(name.value()),
                                    std::move(type.value()), std::move(content.value())};
      });
}

Result<OrgId> read_org(std::string_view body) {
  return with_fields(body, {"org_id"}, [](const Fields& fields) {
    return read_id<OrgId>(fields, "org_id", "must be an organisation's id, org_...");
  });
}

Result<std::vector<OrgId>> read_readers(std::string_view body) {
  return with_fields(body, {"org_ids"}, [](const Fields& fields) {
    return read_set<OrgId>(fields, "org_ids", "must be an array of organisations' ids, org_...", known_org);
  });
}

Result<service::NewWebhook> read_webhook(std::string_view body) {
  return with_fields(body, {"url", "events"}, [](const Fields& fields) -> Result<service::NewWebhook> {
    const auto url = fields.text("url");
    if (!url) return url.error();
    if (url->size() > kMaxUrl) return fields.broken("url", "must be at most 8192 bytes long");
    auto events = read_set<std::string>(fields, "events", events_rule(), known_event);
    if (!events) return events.error();
    if (events.value().empty()) return fields.broken("events", events_rule());
    return service::NewWebhook{std::string(*url), std::move(events.value())};
  });
}

}  // namespace ratestack::http
