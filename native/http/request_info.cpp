#include "native/http/request_info.hpp"

#include <arpa/inet.h>

#include <array>

namespace ratestack::http {
namespace {

std::string printable(std::string_view target) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : target.substr(0, kMaxRowUri)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7f) {
      out.push_back(c);
      continue;
    }
    out += {'%', kHex[byte >> 4U], kHex[byte & 0xfU]};
  }
  return out;
}

}  // namespace

bool is_ip(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> address{};
  return inet_pton(AF_INET, text.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

RequestInfo request_info(const Request& request) {
  return {request.client_ip, std::string(to_string(request.method)), printable(request.target)};
}

std::string client_ip(const Request& request, std::string_view peer) {
  std::string stated(request.header("X-Forwarded-For").value_or(""));
  return is_ip(stated) ? stated : std::string(peer);
}

}  // namespace ratestack::http
