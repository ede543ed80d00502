// How a session's subject has proven who they are, and how much that is worth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ratestack {

enum class AuthMethod : std::uint8_t { password, totp, recovery_code, passkey, google, microsoft, apple };
inline constexpr std::size_t kAuthMethodCount = 7;

[[nodiscard]] std::string_view to_string(AuthMethod method) noexcept;  // "password"
[[nodiscard]] std::optional<AuthMethod> parse_auth_method(std::string_view name) noexcept;

/// NIST SP 800-63B-4 section 2: aal2 takes two factors. A passkey with user verification is two in one.
enum class Assurance : std::uint8_t { aal1, aal2 };
[[nodiscard]] std::string_view to_string(Assurance assurance) noexcept;  // "aal1": the session's `acr`

/// A set of methods as a value.
class AuthMethods {
 public:
  constexpr AuthMethods() = default;
  /// Names separated by one space; one that this program does not know proves nothing and is left out.
  [[nodiscard]] static AuthMethods parse(std::string_view names) noexcept;

  [[nodiscard]] constexpr AuthMethods with(AuthMethod method) const noexcept {
    return AuthMethods(bits_ | bit(method));
  }
  [[nodiscard]] constexpr bool contains(AuthMethod method) const noexcept { return (bits_ & bit(method)) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  [[nodiscard]] std::string names() const;
  [[nodiscard]] Assurance assurance() const noexcept;
  friend constexpr bool operator==(AuthMethods, AuthMethods) = default;

 private:
  explicit constexpr AuthMethods(std::uint32_t bits) noexcept : bits_(bits) {}
  static constexpr std::uint32_t bit(AuthMethod method) noexcept { return 1U << static_cast<unsigned>(method); }
  std::uint32_t bits_ = 0;
};

}  // namespace ratestack
