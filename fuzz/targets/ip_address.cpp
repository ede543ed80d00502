// Addresses and networks as text. What is read is written in one form that reads back as itself; the system's own
// parser agrees on every text.
#include <arpa/inet.h>

#include <array>
#include <cstring>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/url/ip_network.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

std::optional<IpAddress> system_reading(const std::string& text) {
  if (text.find('\0') != std::string::npos) return std::nullopt;  // it would stop there
  IpAddress::V4Bytes v4{};
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return IpAddress::v4(v4);
  IpAddress::V6Bytes v6{};
  if (inet_pton(AF_INET6, text.c_str(), v6.data()) == 1) return IpAddress::v6(v6);
  return std::nullopt;
}

void check_network(std::string_view text) {
  const auto network = IpNetwork::parse(text);
  if (!network) return;
  require(IpNetwork::parse(network->to_text()) == network, "a network reads back");
  require(network->contains(network->base()), "a network holds its base");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  const auto address = IpAddress::parse(input.view());
  require(address == system_reading(std::string(input.view())), "the system agrees");
  if (address) {
    const std::string text = address->to_text();
    require(IpAddress::parse(text) == address, "what is written reads back");
    require(IpAddress::parse(text)->to_text() == text, "the written form is a fixed point");
  }
  check_network(input.view());
  return 0;
}
