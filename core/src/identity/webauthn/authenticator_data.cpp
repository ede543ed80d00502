#include "ratestack/identity/webauthn/authenticator_data.hpp"

#include <algorithm>

namespace ratestack {
namespace {

constexpr std::size_t kHeadBytes = Digest::kSize + 1 + 4;  // RP id hash, flags, count

Error malformed(const char* part) { return Error(WebAuthnError::malformed_authenticator_data, part); }

/// The first `size` bytes, off the front; the caller has seen that they are there.
ByteSpan take(ByteSpan& rest, std::size_t size) {
  const ByteSpan taken = rest.first(size);
  rest = rest.subspan(size);
  return taken;
}

}  // namespace

Result<AuthenticatorData> AuthenticatorData::parse(ByteSpan bytes) {
  if (bytes.size() < kHeadBytes || bytes.size() > kMaxBytes) return malformed("length");
  AuthenticatorData data;
  const ByteSpan hash = take(bytes, Digest::kSize);
  std::copy(hash.begin(), hash.end(), data.rp_id_hash_.bytes.begin());
  data.flags_ = take(bytes, 1)[0];
  for (const std::uint8_t byte : take(bytes, 4)) data.sign_count_ = data.sign_count_ << 8 | byte;
  if ((data.flags_ & kHasCredential) != 0) {
    if (auto read = data.read_credential(bytes); !read) return read.error();
  }
  if ((data.flags_ & kHasExtensions) != 0) {
    if (auto read = read_extensions(bytes); !read) return read.error();
  }
  if (!bytes.empty()) return malformed("trailing data");
  return data;
}

// Section 6.5.1: AAGUID, two bytes of length, the id, and a key whose length its own CBOR tells.
Result<void> AuthenticatorData::read_credential(ByteSpan& rest) {
  AttestedCredential credential;
  constexpr std::size_t kBeforeId = std::tuple_size_v<decltype(credential.aaguid)> + 2;
  if (rest.size() < kBeforeId) return malformed("attested credential");
  const ByteSpan aaguid = take(rest, credential.aaguid.size());
  std::copy(aaguid.begin(), aaguid.end(), credential.aaguid.begin());
  const ByteSpan length = take(rest, 2);
  const std::size_t size = static_cast<std::size_t>(length[0]) << 8 | length[1];
  if (size == 0 || size > AttestedCredential::kMaxIdBytes || size > rest.size()) return malformed("credential id");
  const ByteSpan id = take(rest, size);
  credential.id.assign(id.begin(), id.end());
  const auto item = CborItem::parse_prefix(rest);
  if (!item) return malformed("public key");
  take(rest, item.value().encoded().size());
  const auto key = read_cose_key(item.value());
  if (!key) return key.error();
  credential.public_key = key.value();
  credential_ = std::move(credential);
  return {};
}

Result<void> AuthenticatorData::read_extensions(ByteSpan& rest) {
  const auto item = CborItem::parse_prefix(rest);
  if (!item || item.value().kind() != CborKind::map) return malformed("extensions");
  take(rest, item.value().encoded().size());
  return {};
}

Result<void> check_authenticator_data(const AuthenticatorData& data, const RelyingParty& rp) {
  if (data.rp_id_hash() != rp.id_hash()) return WebAuthnError::wrong_relying_party;
  if (!data.user_present()) return WebAuthnError::user_not_present;
  if (!data.user_verified()) return WebAuthnError::user_not_verified;
  if (data.backed_up() && !data.backup_eligible()) return WebAuthnError::inconsistent_backup;
  return {};
}

}  // namespace ratestack
