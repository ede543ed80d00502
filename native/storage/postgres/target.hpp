// Which database: a postgresql:// URL, understood once.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "native/service/store_error.hpp"

namespace ratestack::postgres {

/// Holds a password where the URL does: `describe()` is what may be shown.
///
/// Where the URL names a host of a network and says nothing of TLS, sslmode is verify-full and the roots are the
/// system's: certificate and host name are checked. Keep-alives are short unless the URL says otherwise.
class Target {
 public:
  /// "postgresql://..." or "postgres://...", as libpq reads it (several hosts, a socket's directory, sslmode, ...).
  /// Error: StoreError::unsupported, whose context never repeats the URL.
  static Result<Target> parse(std::string_view url);

  /// "postgresql://role@host:port/database".
  [[nodiscard]] std::string describe() const;
  /// TLS with a checked certificate and host name, or a road that leaves no machine.
  [[nodiscard]] bool is_private() const;

  [[nodiscard]] bool has_password() const { return !get("password").empty(); }

  using Settings = std::vector<std::pair<std::string, std::string>>;
  [[nodiscard]] const Settings& settings() const { return settings_; }

 private:
  explicit Target(Settings settings) : settings_(std::move(settings)) {}
  [[nodiscard]] std::string_view get(std::string_view name) const;
  void set_default(std::string_view name, std::string_view value);
  [[nodiscard]] bool is_local() const;

  Settings settings_;  // libpq's keywords
};

}  // namespace ratestack::postgres
