// Who may call a route. There is no default: a route that states no rule does not compile.
#pragma once

#include <optional>
#include <type_traits>

#include "ratestack/policy/capability.hpp"

namespace ratestack::http {

class Access {
 public:
  Access() = delete;
  /// Anyone, without credentials.
  static constexpr Access anyone() noexcept { return Access(Kind::anyone, std::nullopt); }
  /// Any proven credential, whatever it can do.
  static constexpr Access any_credential() noexcept { return Access(Kind::credential, std::nullopt); }
  /// A proven credential that has `capability`.
  static constexpr Access needs(Capability capability) noexcept { return Access(Kind::credential, capability); }

  [[nodiscard]] constexpr bool is_public() const noexcept { return kind_ == Kind::anyone; }
  [[nodiscard]] constexpr std::optional<Capability> capability() const noexcept { return capability_; }

 private:
  enum class Kind { anyone, credential };
  constexpr Access(Kind kind, std::optional<Capability> capability) noexcept : kind_(kind), capability_(capability) {}

  Kind kind_;
  std::optional<Capability> capability_;
};

static_assert(!std::is_default_constructible_v<Access>);

}  // namespace ratestack::http
