#include "native/http/sign_in_body.hpp"

#include "native/http/request_info.hpp"
#include "native/service/identity/identity_error.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxDevice = 1024;

// Cut between characters: a row must be valid UTF-8.
std::string cut(std::string_view text, std::size_t max) {
  std::size_t size = std::min(text.size(), max);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return std::string(text.substr(0, size));
}

Result<service::ClientInfo> read_client(const Fields& body) {
  const JsonValue* const value = body.find("client");
  if (value == nullptr) return body.broken("client", "is required");
  const auto client = Fields::of(*value, "/client");
  if (!client) return client.error();
  if (auto known = client->only({"ip", "user_agent"}); !known) return known.error();
  const auto ip = client->text("ip");
  if (!ip) return ip.error();
  if (!is_ip(std::string(*ip))) return client->broken("ip", "must be an IP address");
  std::string agent;
  if (client->has("user_agent")) {
    const auto text = client->text("user_agent");
    if (!text) return text.error();
    agent = cut(*text, service::ClientInfo::kMaxUserAgent);
  }
  return service::ClientInfo{std::string(*ip), std::move(agent)};
}

}  // namespace

Result<service::SignInContext> read_context(const Fields& body, const Exchange& exchange) {
  auto client = read_client(body);
  if (!client) return client.error();
  service::SignInContext context{
      std::move(client.value()), {}, exchange.correlation_id(), request_info(exchange.request())};
  context.request.ip = context.client.ip;
  if (body.find("device") == nullptr) return context;
  auto device = read_text(body, "device", kMaxDevice);
  if (!device) return device.error();
  context.device = std::move(device.value());
  return context;
}

Result<SecretBytes> read_secret(const Fields& body, std::string_view name, std::size_t max) {
  const auto text = body.text(name);
  if (!text) return text.error();
  if (text->empty() || text->size() > max)
    return body.broken(name, "must be 1 to " + std::to_string(max) + " bytes long");
  return SecretBytes::copy_of(as_bytes(*text));
}

Result<std::string> read_text(const Fields& body, std::string_view name, std::size_t max) {
  const auto text = body.text(name);
  if (!text) return text.error();
  if (text->empty() || text->size() > max)
    return body.broken(name, "must be 1 to " + std::to_string(max) + " bytes long");
  return std::string(*text);
}

Result<SessionToken> read_session_token(const Fields& body) {
  const auto text = body.text("session_token");
  if (!text) return text.error();
  auto token = SessionToken::parse(*text);
  if (!token) return service::IdentityError::unknown_session;
  return token;
}

Result<AuthMethod> read_code_method(const Fields& body) {
  const auto name = body.text("method");
  if (!name) return name.error();
  const auto method = parse_auth_method(*name);
  if (method == AuthMethod::totp || method == AuthMethod::recovery_code) return *method;
  return body.broken("method", "must be totp or recovery_code");
}

}  // namespace ratestack::http
