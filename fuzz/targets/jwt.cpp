// Tokens of strangers: one that parses is written again to the very same text from its parts; nothing verifies that a
// key refuses, and whatever a key lets through has the audience, the issuer and the times that the rules ask for. The
// input is a token, or a header and claims on a line each, which spares the search the way through base64url.
#include <array>

#include "exact_copy.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/access_claims.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

/// Says the same to every signature.
template <bool kAnswer>
class Parrot final : public SignatureVerifier {
 public:
  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return SignatureAlgorithm::es256; }
  [[nodiscard]] bool verify(ByteSpan, ByteSpan) const override { return kAnswer; }
};

constexpr Timestamp kNow = Timestamp::from_micros(1'795'435'200'000'000);

Result<VerifiedJwt> verify(const CompactJwt& jwt, const SignatureVerifier& verifier, const JwtRules& rules) {
  const JwtKey key{jwt.kid(), &verifier};  // whichever it names
  return verify_jwt(jwt, {&key, 1}, rules, kNow);
}

void check_verified(const CompactJwt& jwt, const VerifiedJwt& verified) {
  require(jwt.algorithm() == "ES256" && !jwt.kid().empty(), "algorithm and key are those of the rules");
  require(verified.text("iss").value() == "https://ratestack.example", "the issuer is that of the rules");
  require(verified.audiences() > 0, "there is an audience");
  const std::int64_t left = verified.time("exp").value().micros() - kNow.micros();
  require(left > -5'000'000 && left <= 305'000'000, "it lives, and not too long");
  const auto access = read_access_claims(verified);
  if (!access) return;
  const JsonObject again = to_claims(access.value(), "https://ratestack.example", kNow);
  require(again.at("org_roles") == verified.claims().at("org_roles"), "access claims are written as they were read");
}

void check_token(std::string_view text) {
  const auto parsed = CompactJwt::parse(text);
  if (!parsed) return;
  const CompactJwt& jwt = parsed.value();
  require(finish_jwt(std::string(jwt.signing_input()), jwt.signature()) == text, "a token has one text");
  const JwtRules rules = access_token_rules("https://ratestack.example");
  require(!verify(jwt, Parrot<false>(), rules), "nothing verifies that the key refuses");
  require(!verify_jwt(jwt, {}, rules, kNow), "nothing verifies without a key");
  const auto verified = verify(jwt, Parrot<true>(), rules);
  if (verified) check_verified(jwt, verified.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  check_token(input.view());
  const std::size_t line = input.view().find('\n');
  if (line == std::string_view::npos) return 0;
  const auto segment = [](std::string_view text) { return base64url_encode(as_bytes(text)); };
  const fuzzing::ExactCopy token(segment(input.view().substr(0, line)) + '.' + segment(input.view().substr(line + 1)) +
                                 ".AAAA");
  check_token(token.view());
  return 0;
}
