#include "native/service/lockout/limit_key.hpp"

#include <arpa/inet.h>

#include <array>

namespace ratestack::service {

std::string_view to_string(LimitKind kind) noexcept {
  switch (kind) {
    case LimitKind::account:
      return "account";
    case LimitKind::network:
      return "network";
    case LimitKind::device:
      return "device";
    case LimitKind::second_factor:
      return "second_factor";
    case LimitKind::api_key:
      return "api_key";
  }
  return "unknown";
}

std::string client_network(std::string_view ip) {
  constexpr std::size_t kHostBytes = 8;
  in6_addr address{};
  std::string text(ip);
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
  std::array<char, INET6_ADDRSTRLEN> written{};
  // An IPv4 client of a socket that speaks both (RFC 4291 section 2.5.5.2).
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    return inet_ntop(AF_INET, &address.s6_addr[12], written.data(), written.size());
  }
  std::fill_n(&address.s6_addr[kHostBytes], kHostBytes, std::uint8_t{0});
  return std::string(inet_ntop(AF_INET6, &address, written.data(), written.size())) + "/64";
}

LimitKey LimitKeys::make(LimitKind kind, std::string_view value) const {
  return {kind, key_.tag(as_bytes(std::string(to_string(kind)) + '|' + std::string(value)))};
}

LimitKey LimitKeys::account(std::string_view lower_case_email) const {
  return make(LimitKind::account, lower_case_email);
}

LimitKey LimitKeys::network(std::string_view ip) const { return make(LimitKind::network, client_network(ip)); }

LimitKey LimitKeys::logout_tokens(std::string_view ip) const {
  return make(LimitKind::network, "logout tokens|" + client_network(ip));
}

LimitKey LimitKeys::device(const UserId& user, std::string_view device) const {
  return make(LimitKind::device, user.text() + '|' + std::string(device));
}

LimitKey LimitKeys::second_factor(const UserId& user) const { return make(LimitKind::second_factor, user.view()); }

LimitKey LimitKeys::api_key(const KeyId& id) const { return make(LimitKind::api_key, id.view()); }

}  // namespace ratestack::service
