#include "ratestack/crypto/hkdf.hpp"

#include <algorithm>
#include <cstring>

#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {

void hkdf_sha256(ByteSpan key, ByteSpan salt, ByteSpan info, MutableByteSpan out) noexcept {
  if (out.size() > kMaxHkdfBytes) return;
  // RFC 5869 section 2.2: PRK = HMAC(salt, IKM). An empty salt is a block of zeros, which HMAC makes of it by itself.
  Digest prk = hmac_sha256(salt, key);
  const HmacSha256Key expand(prk.bytes);
  secure_wipe(prk.bytes);
  // Section 2.3: T(i) = HMAC(PRK, T(i-1) || info || i).
  Digest block;
  std::size_t carried = 0;
  std::uint8_t counter = 0;
  for (std::size_t done = 0; done < out.size();) {
    block = expand.tag({ByteSpan(block.bytes).first(carried), info, ByteSpan(&++counter, 1)});
    carried = Digest::kSize;
    const std::size_t taken = std::min(Digest::kSize, out.size() - done);
    std::memcpy(out.data() + done, block.bytes.data(), taken);
    done += taken;
  }
  secure_wipe(block.bytes);
}

}  // namespace ratestack
