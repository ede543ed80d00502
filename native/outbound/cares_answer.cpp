#include "native/outbound/cares_answer.hpp"

#include <netinet/in.h>

#include <cstring>

#include "native/service/name_resolver.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack::outbound {
namespace {

std::string_view words_of(int status) noexcept {
  switch (status) {
    case ARES_ENOTFOUND:
      return "no such name";
    case ARES_ENODATA:
      return "the name has no address";
    case ARES_ETIMEOUT:
      return "DNS did not answer in time";
    case ARES_ESERVFAIL:
      return "DNS answered that it failed";
    case ARES_EREFUSED:
      return "DNS refused to answer";
    case ARES_ECONNREFUSED:
      return "no DNS server could be reached";
    case ARES_EBADNAME:
      return "no name that DNS could hold";
    case ARES_EBADRESP:
      return "DNS answered what cannot be read";
    default:
      return "DNS failed";
  }
}

template <std::size_t N>
std::array<std::uint8_t, N> copied(const void* bytes) {
  std::array<std::uint8_t, N> out{};
  std::memcpy(out.data(), bytes, N);
  return out;
}

IpAddress address_of(const sockaddr* from) {
  if (from->sa_family == AF_INET)
    return IpAddress::v4(copied<4>(&reinterpret_cast<const sockaddr_in*>(from)->sin_addr));
  return IpAddress::v6(copied<16>(&reinterpret_cast<const sockaddr_in6*>(from)->sin6_addr));
}

}  // namespace

Result<std::vector<IpAddress>> answer_of(int status, const ares_addrinfo* found) {
  if (status == ARES_ECANCELLED || status == ARES_EDESTRUCTION) return Error(service::ResolveError::stopping);
  if (status != ARES_SUCCESS) return Error(UrlError::dns_failure, std::string(words_of(status)));
  std::vector<IpAddress> addresses;
  for (const auto* node = found->nodes; node != nullptr; node = node->ai_next) {
    if (node->ai_family == AF_INET || node->ai_family == AF_INET6) addresses.push_back(address_of(node->ai_addr));
  }
  if (addresses.empty()) return Error(UrlError::dns_failure, std::string(words_of(ARES_ENODATA)));
  return addresses;
}

}  // namespace ratestack::outbound
