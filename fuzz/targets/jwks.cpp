// Key sets of strangers: the keys that are read are within our bounds, have names of their own, and those of P-256 read
// back from what we write.
#include <set>

#include "exact_copy.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/compact_jwt.hpp"
#include "ratestack/identity/json_web_key.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

void check(const P256Point& point, std::string_view kid) {
  const auto text = CanonicalJson::from_value(to_jwk(point, kid));
  require(text.has_value(), "a key can be written");
  require(parse_p256_jwk(text.value().view()).value() == point, "a point reads back");
  const auto set = parse_key_set("{\"keys\":[" + text.value().text() + "]}");
  require(set.has_value() && set.value().size() == 1 && set.value().front().kid == kid, "a key reads back");
}

void check(const RsaPublicKey& key) {
  require(key.modulus.size() >= 256 && key.modulus.size() <= 512 && key.modulus.front() != 0, "a modulus has its size");
  require((key.modulus.back() & 1U) != 0 && (key.exponent.back() & 1U) != 0, "both numbers are odd");
  require(key.exponent.size() <= 4 && key.exponent.front() != 0, "an exponent is short");
  require(key.exponent.size() > 1 || key.exponent.front() > 1, "an exponent is not 1");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  const auto keys = parse_key_set(input.view());
  if (!keys) return 0;
  require(keys.value().size() <= kMaxKeys, "a set is bounded");
  std::set<std::string> kids;
  for (const JsonWebKey& key : keys.value()) {
    require(!key.kid.empty() && key.kid.size() <= CompactJwt::kMaxKid, "a token can name each key");
    require(kids.insert(key.kid).second, "each key has its own name");
    if (const P256Point* const point = std::get_if<P256Point>(&key.key)) check(*point, key.kid);
    if (const RsaPublicKey* const rsa = std::get_if<RsaPublicKey>(&key.key)) check(*rsa);
  }
  return 0;
}
