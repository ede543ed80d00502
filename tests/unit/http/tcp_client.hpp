// A client that sends bytes as a test wants them sent, over the loopback.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ratestack::testing {

class TcpClient {
 public:
  /// Connected, or the test has failed.
  explicit TcpClient(std::uint16_t port);
  TcpClient(TcpClient&& other) noexcept;
  TcpClient& operator=(TcpClient&&) = delete;
  ~TcpClient();

  /// What the other side does not take any more is lost.
  void send(std::string_view bytes) const;
  /// Up to the blank line and as many bytes as Content-Length says. Ends after 10 s with what has come.
  [[nodiscard]] std::string read_answer() const;
  /// Until the other side ends its stream. Ends after 10 s with what has come and a failed test.
  [[nodiscard]] std::string read_to_end() const;
  /// Whether the other side has closed the connection for good.
  [[nodiscard]] bool is_cut_off_within(std::chrono::milliseconds time) const;

 private:
  [[nodiscard]] std::string read_some() const;

  int descriptor_;
};

}  // namespace ratestack::testing
