// The operator's list of stolen passwords: the file of a BreachedFilter, mapped into memory.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "ratestack/identity/breached_filter.hpp"

namespace ratestack::service {

enum class BreachedPasswordsError {
  unreadable = 1,    // context: the file
  changed,           // bytes are not those that were written; context: the file
  sha1_unavailable,  // the system's OpenSSL is set up without it
};
boost::system::error_code make_error_code(BreachedPasswordsError error);

/// How the lists know it. Nothing where the system's OpenSSL has no SHA-1.
[[nodiscard]] std::optional<PasswordFingerprint> fingerprint_of(std::string_view password) noexcept;

/// Movable; thread safe. The file must not be cut off while it is open (the system would end the process): put another
/// in its place by renaming, as `ratestack passwords build-filter` does.
class BreachedPasswords {
 public:
  /// Does not read the file as a whole: see BreachedFilter::is_intact. Errors: those above and those of BreachedFilter.
  static Result<BreachedPasswords> open(const std::filesystem::path& file);
  /// The same, having read all of it: a few seconds for a thousand million passwords. BreachedPasswordsError::changed.
  static Result<BreachedPasswords> open_intact(const std::filesystem::path& file);
  BreachedPasswords(BreachedPasswords&& other) noexcept;
  BreachedPasswords& operator=(BreachedPasswords&&) = delete;
  ~BreachedPasswords();

  /// Waits for the disk where that part of the file has not been asked for lately: never on a reactor thread.
  [[nodiscard]] bool contains(std::string_view password) const noexcept;
  [[nodiscard]] const BreachedFilter& filter() const noexcept { return filter_; }

 private:
  BreachedPasswords(ByteSpan file, const BreachedFilter& filter) noexcept : file_(file), filter_(filter) {}
  ByteSpan file_;  // mapped; empty after a move
  BreachedFilter filter_;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::BreachedPasswordsError> : std::true_type {};
