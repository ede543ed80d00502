// HTTP/1.1 as text: the parts that we write and read ourselves.
#pragma once

#include <string>
#include <string_view>

#include "native/http/answer.hpp"

namespace ratestack::http {

enum class AfterAnswer { keep_alive, close };
enum class SendBody { yes, no };  // no: HEAD, where Content-Length still tells the length (RFC 9110 section 9.3.2)

[[nodiscard]] std::string to_wire(const Answer& answer, AfterAnswer after, SendBody body);

inline constexpr std::size_t kMaxRequestLine = std::size_t{16} * 1024;

/// Watches a request's bytes as they arrive for two things that the HTTP library does not tell: the request line as it
/// was sent (the library keeps the query as an unordered map), and where the head ends (what follows the request is not
/// ours to drop silently).
class RequestHead {
 public:
  void feed(std::string_view bytes);
  void reset() noexcept { *this = RequestHead(); }

  /// First and second word of the request line; empty unless a whole line of bounded length has arrived.
  [[nodiscard]] std::string_view method() const noexcept;
  [[nodiscard]] std::string_view target() const noexcept;
  /// A whole request line of HTTP/1.x whose method is a token (RFC 9110 section 9.1) but none of RFC 9110 or RFC 5789.
  [[nodiscard]] bool has_unknown_method() const noexcept;
  /// Whether more bytes have arrived than a head and a body of this size.
  [[nodiscard]] bool has_more_than(std::size_t body_size) const noexcept {
    return head_size_ != 0 && bytes_ > head_size_ + body_size;
  }

 private:
  void feed_line(std::string_view bytes);
  void feed_end(std::string_view bytes);

  std::string line_;
  bool line_complete_ = false;
  std::size_t bytes_ = 0;
  std::size_t head_size_ = 0;    // with its empty line; 0 until that has arrived
  std::size_t end_matched_ = 0;  // bytes of CRLF CRLF seen in a row
};

}  // namespace ratestack::http
