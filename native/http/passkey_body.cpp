#include "native/http/passkey_body.hpp"

#include "native/http/identity_json.hpp"
#include "native/http/sign_in_body.hpp"

namespace ratestack::http {
namespace {

/// A response of either ceremony; what is no such thing is the caller's mistake, and says where.
template <typename Response>
Result<Response> read_credential(const Fields& body) {
  const JsonValue* const value = body.find("credential");
  if (value == nullptr) return body.broken("credential", "is required");
  auto response = Response::parse(*value);
  if (response) return response;
  return body.broken("credential", "is no PublicKeyCredential in JSON: " + response.error().context);
}

}  // namespace

Result<PasskeyAssertion> read_assertion(const Fields& body) {
  auto transaction = read_text(body, "transaction", service::Tickets::kMaxBytes);
  if (!transaction) return transaction.error();
  auto response = read_credential<AssertionResponse>(body);
  if (!response) return response.error();
  return PasskeyAssertion{std::move(transaction.value()), std::move(response.value())};
}

Result<PasskeyRegistration> read_registration(const Fields& body) {
  auto transaction = read_text(body, "transaction", service::Tickets::kMaxBytes);
  if (!transaction) return transaction.error();
  auto response = read_credential<RegistrationResponse>(body);
  if (!response) return response.error();
  return PasskeyRegistration{std::move(transaction.value()), std::move(response.value())};
}

std::string passkey_start_body(service::PasskeyStart start) {
  return to_text({{"options", std::move(start.options)}, {"transaction", std::move(start.transaction)}});
}

}  // namespace ratestack::http
