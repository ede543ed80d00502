// A provider's discovery document and its token answers: whatever is read names the issuer that was asked for, https
// endpoints and bounded tokens.
#include "exact_copy.hpp"
#include "ratestack/identity/oidc_metadata.hpp"
#include "ratestack/identity/oidc_tokens.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

void check_endpoint(const std::string& url) {
  require(url.starts_with("https://"), "https");
  require(url.size() <= OidcMetadata::kMaxEndpoint, "within its bound");
  require(url.find_first_of(" \r\n\t#") == std::string::npos, "nothing that ends it early");
}

void check_error_code(const Error& refusal) {
  for (const char c : refusal.context) {
    require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_', "an error code repeats nothing else");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const OidcRules kRules =
      OidcRules::create({.client_id = "client-1", .redirect_uri = "https://rates.example/auth"}).value();
  const ExactCopy input(data, size);
  if (const auto metadata = OidcMetadata::parse(input.view(), kRules)) {
    check_endpoint(metadata.value().authorization_endpoint);
    check_endpoint(metadata.value().token_endpoint);
    check_endpoint(metadata.value().key_set_url);
  }
  if (const auto tokens = parse_token_answer(input.view())) {
    require(!tokens.value().id_token.empty() && !tokens.value().access_token.empty(), "both tokens");
  }
  check_error_code(parse_token_refusal(input.view()));
  return 0;
}
