// Which Redis: a URL, understood once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "native/redis/redis_error.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::redis {

/// `redis://[[user]:password@]host[:port][/db]` or `unix://[[user]:password@]/path[?db=N]`; user and password may be
/// percent-encoded (RFC 3986 section 2.1), a host is a name, an IPv4 address or an IPv6 one in brackets. Holds the
/// password: `describe()` is what may be shown.
class RedisAddress {
 public:
  static constexpr std::uint16_t kDefaultPort = 6379;
  static constexpr std::size_t kMostText = 1024;
  static constexpr std::size_t kMostPath = 107;  // sockaddr_un::sun_path with its end

  /// Errors: malformed_address, and tls_not_offered for `rediss://`. The context never repeats the text.
  static Result<RedisAddress> parse(std::string_view text);

  [[nodiscard]] bool is_unix() const noexcept { return !path_.empty(); }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }  // of a unix socket
  [[nodiscard]] const std::string& host() const noexcept { return host_; }  // without brackets
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] unsigned database() const noexcept { return database_; }
  [[nodiscard]] const std::string& user() const noexcept { return user_; }
  [[nodiscard]] const SecretBytes& password() const noexcept { return password_; }

  /// "redis://host:port/db" or "unix:///path?db=N".
  [[nodiscard]] std::string describe() const;

 private:
  RedisAddress() = default;
  Result<void> take_credentials(std::string_view text);
  Result<void> take_host(std::string_view text);
  Result<void> take_database(std::string_view text);
  static Result<RedisAddress> parse_tcp(std::string_view rest);
  static Result<RedisAddress> parse_unix(std::string_view rest);

  std::string path_;
  std::string host_;
  std::uint16_t port_ = kDefaultPort;
  unsigned database_ = 0;
  std::string user_;
  SecretBytes password_;
};

}  // namespace ratestack::redis
