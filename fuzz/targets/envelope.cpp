// What a database may hold where ciphertext is expected: an envelope has one text, and nothing opens that was not
// sealed.
#include "ratestack/secrets/envelope.hpp"

#include <algorithm>

#include "exact_copy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

class NoEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override { std::fill(out.begin(), out.end(), std::uint8_t{0}); }
};

KeyRing ring() {
  auto bytes = SecretBytes::generate(kMasterKeyBytes,
                                     [](MutableByteSpan out) { std::fill(out.begin(), out.end(), std::uint8_t{'a'}); });
  return KeyRing::create(MasterKey::from(std::move(bytes)).value(), std::nullopt).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static NoEntropy entropy;
  static const SecretEncryptor encryptor(ring(), entropy);
  static const SecretPlace place = SecretPlace::of("org_1", "secrets", "value", "sec_1").value();
  const ExactCopy input(data, size);
  const auto envelope = Envelope::parse(input.view());
  if (envelope) require(envelope->to_text() == input.view(), "an envelope has one text");
  const auto opened = encryptor.open(place, input.view());
  if (!opened) return 0;
  require(envelope.has_value(), "what opens is an envelope");
  require(envelope->plaintext_size() == opened->size(), "its size is the plaintext's");
  // The one that the corpus holds, or found a way to forge.
  require(as_text(opened->expose()) == "hunter2", "nothing opens that was not sealed");
  return 0;
}
