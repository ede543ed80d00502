// Addresses of Redis. What is read can be shown, the shown form reads back as itself, and no password is in it.
#include <string>

#include "exact_copy.hpp"
#include "native/redis/redis_address.hpp"
#include "require.hpp"

using namespace ratestack;
using fuzzing::require;
using redis::RedisAddress;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  const auto address = RedisAddress::parse(input.view());
  if (!address) return 0;
  require(address->is_unix() != !address->host().empty(), "a socket or a host");
  require(address->user().empty() || !address->password().empty(), "no user without a password");
  const std::string shown = address->describe();
  const auto again = RedisAddress::parse(shown);
  require(again.has_value(), "what is shown reads back");
  require(again->describe() == shown, "the shown form is a fixed point");
  require(again->password().empty() && again->user().empty(), "no credentials are shown");
  require(again->path() == address->path() && again->host() == address->host() && again->port() == address->port() &&
              again->database() == address->database(),
          "to the same place");
  return 0;
}
