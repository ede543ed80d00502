// Tokens that a browser hands back: a session token has one text, and of device tokens none is known that was not made
// here, letter by letter.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/identity/device_token.hpp"
#include "ratestack/identity/session_token.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

/// Hands out the bytes of a device's id.
class IdEntropy final : public Entropy {
 public:
  explicit IdEntropy(const KnownDevice::Id& id) : id_(id) {}
  void fill(MutableByteSpan out) override { std::copy(id_.begin(), id_.end(), out.begin()); }

 private:
  KnownDevice::Id id_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const DeviceTokens tokens(HmacSha256Key(as_bytes("key")));
  static const UserId user = UserId::parse("usr_01KAS0V3E8ZP5Q2W9X7Y6T4R1M").value();
  const ExactCopy input(data, size);
  if (const auto session = SessionToken::parse(input.view())) {
    require(session.value().expose_text() == input.view(), "a session token has one text");
  }
  const auto device = tokens.check(input.view(), user, Timestamp::from_micros(1'800'000'000'000'000));
  if (!device) return 0;
  IdEntropy entropy(device.value().id);
  require(tokens.make(user, device.value().issued_at, entropy) == input.view(), "what is known was made");
  return 0;
}
