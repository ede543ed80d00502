// HKDF-SHA-256 (RFC 5869): keys for a purpose out of one secret that is uniformly random already or becomes so here.
#pragma once

#include "ratestack/base/bytes.hpp"

namespace ratestack {

inline constexpr std::size_t kMaxHkdfBytes = std::size_t{255} * 32;  // RFC 5869 section 2.3

/// Fills `out`, at most kMaxHkdfBytes (more is a fault and fills nothing), from `key` (IKM), `salt` (may be empty) and
/// `info`, which names the purpose: different purposes give independent keys. The keys derived on the way are wiped;
/// what hashing leaves of its blocks on the stack is not reached.
void hkdf_sha256(ByteSpan key, ByteSpan salt, ByteSpan info, MutableByteSpan out) noexcept;

}  // namespace ratestack
