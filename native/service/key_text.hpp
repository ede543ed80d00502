// A key of 32 bytes as people write it into a setting or a file.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::service {

inline constexpr std::size_t kKeyBytes = 32;

enum class KeyTextError {
  malformed = 1,  // is no text of kKeyBytes
  checksum,       // names another key than it holds: it was mistyped or cut
  weak,           // one byte over and over: an empty disk or a placeholder, no key
};
boost::system::error_code make_error_code(KeyTextError error);

/// 64 hex digits in either case, or base64 in either alphabet with or without padding; behind it, if anything, a dot
/// and the key's fingerprint. The key and what it is read through stand in `memory` alone (null: the heap) and are
/// wiped.
[[nodiscard]] Result<SecretBytes> parse_key_text(std::string_view text, SecretMemory* memory = nullptr);

/// What may be said of a key: its kid (secrets/master_key.hpp). It tells keys apart and finds typing errors; it does
/// not authenticate.
[[nodiscard]] std::string key_fingerprint(ByteSpan key);

/// One byte kKeyBytes times: what fills memory and disks that nobody wrote a key to.
[[nodiscard]] bool is_weak_key(ByteSpan key) noexcept;

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::KeyTextError> : std::true_type {};
