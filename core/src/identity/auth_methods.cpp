#include "ratestack/identity/auth_methods.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::array<std::string_view, kAuthMethodCount> kNames{"password", "totp",      "recovery_code", "passkey",
                                                                "google",   "microsoft", "apple"};

}  // namespace

std::string_view to_string(AuthMethod method) noexcept { return kNames[static_cast<std::size_t>(method)]; }

std::optional<AuthMethod> parse_auth_method(std::string_view name) noexcept {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<AuthMethod>(found - kNames.begin());
}

std::string_view to_string(Assurance assurance) noexcept { return assurance == Assurance::aal2 ? "aal2" : "aal1"; }

AuthMethods AuthMethods::parse(std::string_view names) noexcept {
  AuthMethods methods;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    if (const auto method = parse_auth_method(name)) methods = methods.with(*method);
    names.remove_prefix(std::min(names.size(), name.size() + 1));
  }
  return methods;
}

std::string AuthMethods::names() const {
  std::string names;
  for (std::size_t i = 0; i < kAuthMethodCount; ++i) {
    if (!contains(static_cast<AuthMethod>(i))) continue;
    if (!names.empty()) names += ' ';
    names += kNames[i];
  }
  return names;
}

Assurance AuthMethods::assurance() const noexcept {
  using enum AuthMethod;
  const bool second = contains(totp) || contains(recovery_code);
  const bool first = contains(password) || contains(google) || contains(microsoft) || contains(apple);
  return contains(passkey) || (first && second) ? Assurance::aal2 : Assurance::aal1;
}

}  // namespace ratestack
