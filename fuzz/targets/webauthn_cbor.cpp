// What an authenticator sends: an item has one text, none is the beginning of another, and an attestation object is
// byte by byte what its parts make again.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/identity/webauthn/attestation_object.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

std::string text_of(ByteSpan bytes) { return std::string(as_text(bytes)); }

void check_item(ByteSpan bytes) {
  const auto prefix = CborItem::parse_prefix(bytes);
  const auto whole = CborItem::parse(bytes);
  require(!whole || prefix, "an item is a prefix of itself");
  if (!prefix) return;
  const ByteSpan encoded = prefix.value().encoded();
  require(whole.has_value() == (encoded.size() == bytes.size()), "an item ends where it ends");
  require(CborItem::parse(encoded).has_value(), "an item stands by itself");
  require(!CborItem::parse(encoded.first(encoded.size() - 1)), "no item is the beginning of another");
}

/// The key as CTAP2 writes it: the one text that there is for a point.
std::string cose_text(const P256Point& point) {
  using namespace std::string_literals;
  return "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20"s + text_of(point.x) + "\x22\x58\x20"s + text_of(point.y);
}

void check_object(ByteSpan bytes) {
  const auto object = AttestationObject::parse(bytes);
  if (!object) return;
  const CborItem item = CborItem::parse(bytes).value();
  const std::string made =
      "\xA3"
      "cfmt" +
      text_of(item.find("fmt")->encoded()) + "gattStmt" + text_of(item.find("attStmt")->encoded()) + "hauthData" +
      text_of(item.find("authData")->encoded());
  require(made == as_text(bytes), "an attestation object is its parts");
  const AuthenticatorData& data = object.value().authenticator_data;
  if (!data.credential()) return;
  require(!data.credential()->id.empty() && data.credential()->id.size() <= AttestedCredential::kMaxIdBytes,
          "an id has its bounds");
  const std::string after_head = text_of(data.credential()->id) + cose_text(data.credential()->public_key);
  require(as_text(*item.find("authData")->bytes()).substr(37 + 18, after_head.size()) == after_head,
          "a credential is where it stands");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  const ByteSpan bytes = as_bytes(input.view());
  check_item(bytes);
  check_object(bytes);
  static_cast<void>(AuthenticatorData::parse(bytes));
  return 0;
}
