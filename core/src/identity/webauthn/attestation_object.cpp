#include "ratestack/identity/webauthn/attestation_object.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMembers = 3;

Error malformed(const char* member) { return Error(WebAuthnError::malformed_attestation, member); }

// Section 8.7: the statement of `none` is an empty map.
bool is_statement_of(std::string_view format, const std::optional<CborItem>& statement) {
  return statement && statement->kind() == CborKind::map && (format != "none" || statement->size() == 0);
}

}  // namespace

Result<AttestationObject> AttestationObject::parse(ByteSpan bytes) {
  const auto item = CborItem::parse(bytes);
  if (!item) return malformed("CBOR");
  const CborItem& object = item.value();
  if (object.kind() != CborKind::map || object.size() != kMembers) return malformed("members");
  const auto format = object.find("fmt");
  const auto name = format ? format->text() : std::nullopt;
  if (!name || name->empty() || name->size() > kMaxFormatBytes) return malformed("fmt");
  if (!is_statement_of(*name, object.find("attStmt"))) return malformed("attStmt");
  const auto found = object.find("authData");
  const auto data = found ? found->bytes() : std::nullopt;
  if (!data) return malformed("authData");
  auto parsed = AuthenticatorData::parse(*data);
  if (!parsed) return parsed.error();
  return AttestationObject{std::string(*name), std::move(parsed.value())};
}

}  // namespace ratestack
