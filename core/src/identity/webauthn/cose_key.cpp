#include <algorithm>

#include "ratestack/identity/webauthn/authenticator_data.hpp"

namespace ratestack {
namespace {

// RFC 9052 section 7.1 and RFC 9053 section 7.1.1: labels of a COSE_Key, and what ours must hold there.
constexpr std::int64_t kKeyType = 1, kEc2 = 2;
constexpr std::int64_t kAlgorithm = 3, kEs256 = -7;
constexpr std::int64_t kCurve = -1, kP256 = 1;
constexpr std::int64_t kX = -2, kY = -3;
constexpr std::size_t kParameters = 5;

Error unsupported(const char* parameter) { return Error(WebAuthnError::unsupported_key, parameter); }

bool holds(const CborItem& key, std::int64_t label, std::int64_t value) {
  const auto found = key.find(label);
  return found && found->integer() == value;
}

bool read_coordinate(const CborItem& key, std::int64_t label, std::array<std::uint8_t, kP256Bytes>& out) {
  const auto found = key.find(label);
  const auto bytes = found ? found->bytes() : std::nullopt;
  if (!bytes || bytes->size() != out.size()) return false;
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return true;
}

}  // namespace

Result<P256Point> read_cose_key(const CborItem& item) {
  if (item.kind() != CborKind::map || item.size() != kParameters) return unsupported("parameters");
  if (!holds(item, kKeyType, kEc2)) return unsupported("kty");
  if (!holds(item, kAlgorithm, kEs256)) return unsupported("alg");
  if (!holds(item, kCurve, kP256)) return unsupported("crv");
  P256Point point;
  if (!read_coordinate(item, kX, point.x) || !read_coordinate(item, kY, point.y)) return unsupported("coordinates");
  return point;
}

}  // namespace ratestack
