// A Redis of a test's own, on a private socket in a directory of its own; stopped by its process id.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/temp_dir.hpp"

namespace ratestack::testing {

class RedisServer {
 public:
  enum class Listen { unix_alone, loopback_too };

  /// Answers once the server does. `settings` are words of its command line: "--requirepass", "secret".
  explicit RedisServer(Listen listen = Listen::unix_alone, std::vector<std::string> settings = {});
  ~RedisServer() { kill(); }
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  [[nodiscard]] bool is_running() const { return pid_ > 0; }
  [[nodiscard]] std::string socket() const { return (directory_.path() / "redis.sock").string(); }
  [[nodiscard]] std::string url() const { return "unix://" + socket(); }
  [[nodiscard]] std::uint16_t port() const { return port_; }

  void start();
  void kill();   // at once, with everything it knew
  void pause();  // connections stay open and nobody answers
  void resume();

 private:
  [[nodiscard]] std::vector<std::string> command() const;
  [[nodiscard]] bool answers() const;

  TempDir directory_;
  std::vector<std::string> settings_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

}  // namespace ratestack::testing
