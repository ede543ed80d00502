// HTTP through libcurl, to judged addresses alone.
#pragma once

#include <memory>
#include <string>

#include "native/service/http_client.hpp"
#include "native/service/url_judge.hpp"

namespace ratestack::outbound {

struct CurlOptions {
  std::string ca_file = {};  // PEM: these authorities and no others; empty: the system's
};

enum class CurlError { no_library = 1 };
boost::system::error_code make_error_code(CurlError error);

/// Each call is a connection of its own: judged, dialled at the addresses that were judged, its peer compared with
/// them before a byte is sent. TLS 1.2 at least, verified. No redirect is followed, no proxy asked (whatever the
/// environment says), no cookie, credential file or compressed answer taken. The process ignores SIGPIPE: libcurl, told
/// to leave signals alone, does not.
class CurlHttpClient final : public service::HttpClient {
 public:
  /// `judge` must outlive the client. CurlError::no_library.
  static Result<std::unique_ptr<CurlHttpClient>> create(const service::UrlJudge& judge, CurlOptions options = {});
  ~CurlHttpClient() override;
  CurlHttpClient(const CurlHttpClient&) = delete;
  CurlHttpClient& operator=(const CurlHttpClient&) = delete;

  [[nodiscard]] Result<service::HttpReply> send(const service::HttpCall& call) override;

 private:
  CurlHttpClient(const service::UrlJudge& judge, CurlOptions options) : judge_(judge), options_(std::move(options)) {}

  const service::UrlJudge& judge_;
  const CurlOptions options_;
};

}  // namespace ratestack::outbound

template <>
struct boost::system::is_error_code_enum<ratestack::outbound::CurlError> : std::true_type {};
