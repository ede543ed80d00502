// Keys of 32 bytes in files of their owner: read, or made at the first start.
#pragma once

#include <filesystem>

#include "native/service/key_text.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::service {

enum class KeyFileError {
  unreadable = 1,  // missing, no regular file, or not ours to read
  exposed,         // everybody on the machine may read or write it
  cannot_create,
};
boost::system::error_code make_error_code(KeyFileError error);

/// 32 raw bytes, or their text as parse_key_text reads it, with or without a line feed; into `memory` (null: the heap).
/// Errors: KeyFileError, KeyTextError; Error::context names the file.
[[nodiscard]] Result<SecretBytes> read_key_file(const std::filesystem::path& file, SecretMemory* memory = nullptr);

/// Where there is no such file, makes one (mode 0600, synced, whole or not at all) with a fresh key. Of processes that
/// start together one makes it and all of them read the same.
[[nodiscard]] Result<SecretBytes> read_or_create_key_file(const std::filesystem::path& file, Entropy& entropy,
                                                          SecretMemory* memory = nullptr);

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::KeyFileError> : std::true_type {};
