// What anybody may send as the answer of a provider: nothing passes that does not carry the transaction's own state,
// and what is read keeps its bounds.
#include "ratestack/identity/oidc_callback.hpp"

#include <algorithm>

#include "exact_copy.hpp"
#include "ratestack/identity/oidc_identity.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

constexpr Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

class NoEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override { std::fill(out.begin(), out.end(), std::uint8_t{0}); }
};

const OidcRules& rules() {
  static const OidcRules kRules =
      OidcRules::create({.client_id = "client-1", .redirect_uri = "https://rates.example/auth"}).value();
  return kRules;
}

const OidcTransaction& transaction() {
  static NoEntropy entropy;
  static const OidcTransaction kTransaction = OidcTransaction::begin(rules(), {}, entropy, kNow).value();
  return kTransaction;
}

void check_read(const OidcCallback& callback) {
  require(!callback.state.empty(), "there is a state");
  require(callback.code.empty() != callback.error.empty(), "either a code or an error");
  require(callback.code.size() <= OidcCallback::kMaxCode && callback.user.size() <= OidcCallback::kMaxUser, "bounded");
  const auto name = apple_display_name(callback.user);
  require(!name || displayable(*name, kMaxOidcName) == name, "a name that is shown can be");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  const auto callback = OidcCallback::parse(input.view());
  if (!callback) return 0;
  check_read(callback.value());
  const auto checked = check_callback(callback.value(), transaction(), rules(), ResponseIssuer::optional, kNow);
  if (!checked) return 0;
  require(callback.value().state == transaction().state(), "what passes carries the state");
  require(callback.value().error.empty(), "what passes is a code");
  require(!callback.value().issuer || rules().is_response_issuer(*callback.value().issuer),
          "and comes from the issuer");
  return 0;
}
