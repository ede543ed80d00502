#include "native/outbound/curl_transfer.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::outbound {
namespace {

using service::HttpCallError;

constexpr std::size_t kMaxHeaderBytes = std::size_t{64} * 1024;  // of an answer

std::optional<IpAddress> address_of(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    IpAddress::V4Bytes bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, bytes.size());
    return IpAddress::v4(bytes);
  }
  if (address->sa_family == AF_INET6) {
    IpAddress::V6Bytes bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, bytes.size());
    return IpAddress::v6(bytes);
  }
  return std::nullopt;
}

std::uint16_t port_of(const sockaddr* address) {
  return ntohs(address->sa_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(address)->sin6_port
                                              : reinterpret_cast<const sockaddr_in*>(address)->sin_port);
}

bool ends_a_line(std::string_view text) { return text.find_first_of(std::string_view("\r\n\0", 3)) != text.npos; }

// "name: value" whose copy in the list is wiped by the transfer's end.
std::string line_of(const service::HttpCallHeader& header) {
  std::string line;
  line.reserve(header.name.size() + 2 + header.value.size());
  return line.append(header.name).append(": ").append(as_text(header.value.expose()));
}

void wipe(char* text, std::size_t size) { secure_wipe({reinterpret_cast<std::uint8_t*>(text), size}); }

std::string dialled(const IpAddress& address) {
  return address.is_v4() ? address.to_text() : '[' + address.to_text() + ']';
}

HttpCallError kind_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return HttpCallError::timed_out;
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
      return HttpCallError::connect_failed;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return HttpCallError::tls_failed;
    case CURLE_FILESIZE_EXCEEDED:
      return HttpCallError::too_large;
    default:
      return HttpCallError::broken_answer;
  }
}

}  // namespace

CurlTransfer::~CurlTransfer() {
  for (curl_slist* line = headers_.get(); line != nullptr; line = line->next) wipe(line->data, std::strlen(line->data));
}

template <typename Value>
void CurlTransfer::set(CURLoption option, Value value) {
  is_set_ = curl_easy_setopt(handle_.get(), option, value) == CURLE_OK && is_set_;
}

Result<void> CurlTransfer::set_headers() {
  for (const service::HttpCallHeader& header : call_.headers) {
    if (ends_a_line(header.name) || ends_a_line(as_text(header.value.expose()))) {
      return Error(HttpCallError::malformed_request, "header");
    }
    std::string line = line_of(header);
    curl_slist* const longer = curl_slist_append(headers_.get(), line.c_str());
    wipe(line.data(), line.size());
    if (longer == nullptr) return Error(HttpCallError::malformed_request, "memory");
    if (!headers_) headers_.reset(longer);  // else it is the same list
  }
  set(CURLOPT_HTTPHEADER, headers_.get());
  return {};
}

// What is dialled is what was judged: libcurl is told the addresses and asks nobody. Every socket and every connection
// is compared with them again, so that no way around (an alias, a cache, a later version's idea) leads elsewhere.
void CurlTransfer::set_addresses() {
  std::string entry = std::string(url_.host()) + ':' + std::to_string(url_.port()) + ':';
  for (const IpAddress& address : url_.addresses()) entry += dialled(address) + ',';
  entry.pop_back();
  addresses_.reset(curl_slist_append(nullptr, entry.c_str()));
  set(CURLOPT_RESOLVE, addresses_.get());
  set(CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::open_socket);
  set(CURLOPT_OPENSOCKETDATA, this);
  set(CURLOPT_PREREQFUNCTION, &CurlTransfer::before_request);
  set(CURLOPT_PREREQDATA, this);
  set(CURLOPT_PROXY, "");  // and so none of the environment's
  set(CURLOPT_FOLLOWLOCATION, 0L);
}

void CurlTransfer::set_bounds() {
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(call_.limits.connect, left_).count()));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(left_.count()));
  set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(call_.limits.max_answer));
  set(CURLOPT_WRITEFUNCTION, &CurlTransfer::take_body);
  set(CURLOPT_WRITEDATA, this);
  set(CURLOPT_HEADERFUNCTION, &CurlTransfer::take_header);
  set(CURLOPT_HEADERDATA, this);
}

void CurlTransfer::set_tls(const std::string& ca_file) {
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (ca_file.empty()) return;
  set(CURLOPT_CAINFO, ca_file.c_str());
  set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));
}

void CurlTransfer::set_request() {
  set(CURLOPT_URL, href_.c_str());
  set(CURLOPT_PROTOCOLS_STR, url_.url().scheme() == "http" ? "http" : "https");
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(CURLOPT_FRESH_CONNECT, 1L);
  set(CURLOPT_FORBID_REUSE, 1L);
  if (call_.method == service::HttpMethod::get) return;
  set(CURLOPT_POST, 1L);
  set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
  set(CURLOPT_POSTFIELDS, reinterpret_cast<const char*>(call_.body.expose().data()));  // not copied
}

Result<service::HttpReply> CurlTransfer::run(const std::string& ca_file) {
  if (!handle_) return Error(HttpCallError::malformed_request, "memory");
  if (const auto fit = set_headers(); !fit) return fit.error();
  set_addresses();
  set_bounds();
  set_tls(ca_file);
  set_request();
  if (!is_set_) return Error(HttpCallError::malformed_request, "option");
  const CURLcode code = curl_easy_perform(handle_.get());
  if (code != CURLE_OK) return error_of(code);
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  char* type = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_CONTENT_TYPE, &type);
  reply_.status = static_cast<int>(status);
  reply_.content_type = type == nullptr ? "" : type;
  return std::move(reply_);
}

Error CurlTransfer::error_of(CURLcode code) const {
  if (failure_) return *failure_;
  return Error(kind_of(code), curl_easy_strerror(code));  // libcurl's words alone: nothing of the request
}

void CurlTransfer::fail(HttpCallError error, std::string context) {
  if (!failure_) failure_ = Error(error, std::move(context));
}

curl_socket_t CurlTransfer::open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  const auto peer = address_of(&address->addr);
  if (!peer || !transfer.url_.allows_peer(*peer) || port_of(&address->addr) != transfer.url_.port()) {
    transfer.fail(HttpCallError::wrong_peer, "before the connection");
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int CurlTransfer::before_request(void* self, char* peer, char*, int peer_port, int) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  const auto address = IpAddress::parse(peer);
  if (address && transfer.url_.allows_peer(*address) && peer_port == transfer.url_.port()) return CURL_PREREQFUNC_OK;
  transfer.fail(HttpCallError::wrong_peer, "after the connection");
  return CURL_PREREQFUNC_ABORT;
}

std::size_t CurlTransfer::take_body(char* bytes, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  if (count > transfer.call_.limits.max_answer - transfer.reply_.body.size()) {
    transfer.fail(HttpCallError::too_large, std::to_string(transfer.call_.limits.max_answer) + " bytes");
    return 0;
  }
  transfer.reply_.body.append(bytes, count);
  return count;
}

std::size_t CurlTransfer::take_header(char*, std::size_t, std::size_t count, void* self) {
  auto& transfer = *static_cast<CurlTransfer*>(self);
  transfer.header_bytes_ += count;
  if (transfer.header_bytes_ <= kMaxHeaderBytes) return count;
  transfer.fail(HttpCallError::too_large, std::to_string(kMaxHeaderBytes) + " bytes of headers");
  return 0;
}

}  // namespace ratestack::outbound
