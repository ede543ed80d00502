#include "ratestack/crypto/hkdf.hpp"

#include <algorithm>

#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

void hkdf_sha256(ByteSpan key, ByteSpan salt, ByteSpan info, MutableByteSpan out) noexcept {
  if (out.size() > kMaxHkdfBytes) return;
  // RFC 5869 section 2.2. No salt means 32 zeros, which HMAC makes of an empty key by itself.
  Digest extracted = hmac_sha256(salt, key);
  const HmacSha256Key expander{ByteSpan(extracted.bytes)};
  secure_wipe(extracted.bytes);
  // RFC 5869 section 2.3: T(n) = HMAC(T(n-1) | info | n), of which the first has no T before it.
  Digest block;
  ByteSpan previous;
  for (std::uint8_t number = 1; !out.empty(); ++number) {
    const std::array<ByteSpan, 3> message{previous, info, ByteSpan(&number, 1)};
    block = expander.tag_of_parts(message);
    previous = block.bytes;
    const std::size_t taken = std::min(out.size(), Digest::kSize);
    std::copy_n(block.bytes.begin(), taken, out.begin());
    out = out.subspan(taken);
  }
  secure_wipe(block.bytes);
}

}  // namespace ratestack
