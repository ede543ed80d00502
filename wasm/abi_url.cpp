// URLs through the ABI: parsing, domain names, validators by handle, and the paths of requests. At the edge there is no
// DNS: where only DNS can tell, the verdict is `needs_dns`, and never "allowed".
#include <memory>
#include <string>

#include "abi.hpp"
#include "handle_table.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/url/idna.hpp"
#include "ratestack/url/request_path.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::abi {
namespace {

enum class VerdictKind : std::uint32_t { allowed = 0, needs_dns = 1, refused = 2 };

/// Written into the caller's memory: 28 bytes. `text` stays the validator's, until it is asked again.
struct UrlVerdictOut {
  VerdictKind kind;
  std::uint32_t port;
  const char* text;  // the canonical URL; where it is refused, the code and then the detail
  std::uint32_t text_size;
  std::uint32_t host_start;   // in text
  std::uint32_t host_size;    // where it is refused: the code's
  std::uint32_t is_as_given;  // 1 where the canonical URL is the input, byte for byte
};
static_assert(sizeof(void*) != 4 || sizeof(UrlVerdictOut) == 28);

struct MadeValidator {
  Buffer refusal;  // set where making failed
  Handle handle;   // 0 where too many validators are open
};
static_assert(sizeof(void*) != 4 || sizeof(MadeValidator) == 12);

struct UrlSession {
  SafeUrlValidator validator;
  std::string text;  // of the last verdict
};

HandleTable<UrlSession, 4>& url_sessions() {
  static HandleTable<UrlSession, 4> table;
  return table;
}

void read_texts(const JsonObject& policy, std::string_view name, std::vector<std::string>& out) {
  const JsonValue* list = policy.if_contains({name.data(), name.size()});
  if (list == nullptr || !list->is_array()) return;
  for (const JsonValue& item : list->as_array())
    out.emplace_back(item.is_string() ? std::string(item.as_string()) : "");
}

void read_ports(const JsonObject& policy, std::vector<std::uint16_t>& out) {
  const JsonValue* list = policy.if_contains("ports");
  if (list == nullptr || !list->is_array()) return;
  for (const JsonValue& item : list->as_array()) {
    const std::int64_t port = item.is_int64() ? item.as_int64() : 0;
    out.push_back(port > 0 && port <= 65'535 ? static_cast<std::uint16_t>(port) : std::uint16_t{0});
  }
}

// {"name","schemes","ports","hosts","networks","nat64_prefixes"}: the typed package writes it. What is no text or no
// port becomes one that the policy refuses.
Result<SafeUrlValidator> make_validator(std::string_view text) {
  const auto tree = parse_json(text);
  if (!tree) return tree.error();
  const JsonObject* policy = tree->if_object();
  if (policy == nullptr) return Error(PolicyError::invalid_name, "no object");
  ServicePolicySpec spec;
  const JsonValue* name = policy->if_contains("name");
  if (name != nullptr && name->is_string()) spec.name = std::string(name->as_string());
  read_texts(*policy, "schemes", spec.schemes);
  read_ports(*policy, spec.ports);
  read_texts(*policy, "hosts", spec.hosts);
  read_texts(*policy, "networks", spec.networks);
  read_texts(*policy, "nat64_prefixes", spec.nat64_prefixes);
  auto made = ServicePolicy::create(spec);
  if (!made) return made.error();
  return SafeUrlValidator(std::move(*made));
}

UrlVerdictOut refused(UrlSession& session, const Error& why) {
  session.text = why.code.message();
  const auto code_size = static_cast<std::uint32_t>(session.text.size());
  session.text += why.context;
  return {
      VerdictKind::refused, 0, session.text.data(), static_cast<std::uint32_t>(session.text.size()), 0, code_size, 0};
}

template <typename Verdict>
UrlVerdictOut good(UrlSession& session, VerdictKind kind, const Verdict& verdict, std::string_view input) {
  session.text.assign(verdict.url().href());
  const UrlOffsets& at = verdict.url().offsets();
  return {kind,
          verdict.port(),
          session.text.data(),
          static_cast<std::uint32_t>(session.text.size()),
          at.host_start,
          at.host_end - at.host_start,
          session.text == input ? 1U : 0U};
}

UrlVerdictOut judge(UrlSession& session, std::string_view input) {
  const auto verdict = session.validator.validate(input);
  if (!verdict) return refused(session, verdict.error());
  if (const auto* safe = std::get_if<SafeUrl>(&*verdict)) return good(session, VerdictKind::allowed, *safe, input);
  return good(session, VerdictKind::needs_dns, std::get<UnresolvedUrl>(*verdict), input);
}

JsonValue optional(std::optional<std::string_view> text) { return text ? JsonValue(*text) : JsonValue(); }

std::string describe(const Url& url) {
  JsonObject out;
  out["href"] = url.href();
  out["scheme"] = url.scheme();
  out["username"] = url.username();
  out["password"] = url.password();
  out["host"] = optional(url.host());
  out["port"] = url.port() ? JsonValue(*url.port()) : JsonValue();
  out["path"] = url.path();
  out["query"] = optional(url.query());
  out["fragment"] = optional(url.fragment());
  out["origin"] = url.origin();
  const auto text = CanonicalJson::from_value(out);
  return text ? text->text() : std::string("{}");
}

Result<Url> parse(std::string_view text, const char* base, std::size_t base_size) {
  if (base == nullptr) return Url::parse(text);
  const auto base_url = Url::parse(text_of(base, base_size));
  if (!base_url) return base_url.error();
  return Url::parse(text, *base_url);
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::abi::Buffer;
using ratestack::abi::Handle;
using ratestack::abi::MadeValidator;
using ratestack::abi::Status;
using ratestack::abi::text_of;
using ratestack::abi::url_sessions;
using ratestack::abi::UrlSession;
using ratestack::abi::UrlVerdictOut;

/// `base` may be null. Answers
/// {"fragment","host","href","origin","password","path","port","query","scheme","username"}.
RATESTACK_ABI Status rs_url_parse(const char* text, std::size_t size, const char* base, std::size_t base_size,
                                  Buffer* out) {
  const auto url = ratestack::abi::parse(text_of(text, size), base, base_size);
  if (!url) return ratestack::abi::refuse(out, url.error());
  return ratestack::abi::answer(out, ratestack::abi::describe(*url));
}

RATESTACK_ABI Status rs_domain_to_ascii(const char* text, std::size_t size, Buffer* out) {
  const auto domain = ratestack::domain_to_ascii(text_of(text, size));
  if (!domain) return ratestack::abi::refuse(out, domain.error());
  return ratestack::abi::answer(out, *domain);
}

/// `policy` is {"name","schemes","ports","hosts","networks","nat64_prefixes"}, all but the name optional.
RATESTACK_ABI Status rs_url_validator_new(const char* policy, std::size_t size, MadeValidator* out) {
  *out = {};
  auto made = ratestack::abi::make_validator(text_of(policy, size));
  if (!made) return ratestack::abi::refuse(&out->refusal, made.error());
  out->handle = url_sessions().add(std::make_unique<UrlSession>(UrlSession{std::move(*made), {}}));
  return Status::ok;
}

RATESTACK_ABI Status rs_url_validator_check(Handle handle, const char* text, std::size_t size, UrlVerdictOut* out) {
  UrlSession* session = url_sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  *out = ratestack::abi::judge(*session, text_of(text, size));
  return Status::ok;
}

RATESTACK_ABI Status rs_url_validator_free(Handle handle) {
  return url_sessions().remove(handle) ? Status::ok : Status::bad_handle;
}

/// 1 where the path of a request has one reading, else 0.
RATESTACK_ABI std::uint32_t rs_is_canonical_request_path(const char* path, std::size_t size) {
  return ratestack::is_canonical_request_path(text_of(path, size)) ? 1 : 0;
}
