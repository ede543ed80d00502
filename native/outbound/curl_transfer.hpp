// One request and its answer, over one connection of libcurl's.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <string>

#include "native/service/http_client.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::outbound {

class CurlTransfer {
 public:
  /// What is referred to outlives the transfer. `left`: of the call's total limit.
  CurlTransfer(const SafeUrl& url, const service::HttpCall& call, std::chrono::milliseconds left)
      : url_(url), call_(call), left_(left), handle_(curl_easy_init()) {}
  ~CurlTransfer();
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;

  /// Once. `ca_file` as CurlOptions has it.
  [[nodiscard]] Result<service::HttpReply> run(const std::string& ca_file);

 private:
  struct FreeEasy {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
  };
  using List = std::unique_ptr<curl_slist, FreeList>;

  // libcurl's callbacks; `self` is a CurlTransfer.
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int before_request(void* self, char* peer, char* local, int peer_port, int local_port);
  static std::size_t take_body(char* bytes, std::size_t one, std::size_t count, void* self);
  static std::size_t take_header(char* bytes, std::size_t one, std::size_t count, void* self);

  template <typename Value>
  void set(CURLoption option, Value value);
  [[nodiscard]] Result<void> set_headers();
  void set_addresses();
  void set_bounds();
  void set_tls(const std::string& ca_file);
  void set_request();
  void fail(service::HttpCallError error, std::string context);
  [[nodiscard]] Error error_of(CURLcode code) const;

  const SafeUrl& url_;
  const service::HttpCall& call_;
  const std::chrono::milliseconds left_;
  const std::string href_ = std::string(url_.url().href());
  List headers_, addresses_;
  std::unique_ptr<CURL, FreeEasy> handle_;  // after the lists that it refers to, so destroyed before them
  bool is_set_ = true;                      // no option was refused
  std::size_t header_bytes_ = 0;
  std::optional<Error> failure_;  // found in a callback
  service::HttpReply reply_;
};

}  // namespace ratestack::outbound
