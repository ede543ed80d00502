// Calling somebody else's HTTP server, as use cases see it. native/outbound implements it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack::service {

/// Why there is no answer. That the URL may not be called is a UrlError (url_judge.hpp: is_refusal).
enum class HttpCallError {
  unknown_service = 1,  // no policy of that name
  malformed_request,    // a header that would end early
  connect_failed,
  tls_failed,  // no common version, or a certificate that does not hold
  timed_out,
  too_large,      // context: the limit
  wrong_peer,     // the connection's other end is no address that was judged
  broken_answer,  // no HTTP, or cut off
};
boost::system::error_code make_error_code(HttpCallError error);

enum class HttpMethod : std::uint8_t { get, post };

struct HttpCallHeader {
  std::string name;
  SecretBytes value;  // it may authorise
};

struct HttpCallLimits {
  std::chrono::milliseconds connect{2'000};
  std::chrono::milliseconds total{5'000};  // from the question to DNS to the last byte
  std::size_t max_answer = std::size_t{256} * 1024;
};

struct HttpCall {
  std::string_view service;  // whose policy judges the URL
  std::string url;
  HttpMethod method = HttpMethod::get;
  std::vector<HttpCallHeader> headers = {};
  SecretBytes body = {};  // of a post
  HttpCallLimits limits = {};
};

struct HttpReply {
  int status = 0;            // of the last answer, which a redirect is too: none is followed
  std::string content_type;  // as it came; empty: none
  std::string body;
};

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Any thread; blocks up to the call's total limit, so never a reactor's. Errors: UrlError, ResolveError,
  /// HttpCallError.
  [[nodiscard]] virtual Result<HttpReply> send(const HttpCall& call) = 0;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::HttpCallError> : std::true_type {};
