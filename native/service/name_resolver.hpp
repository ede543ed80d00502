// Asking DNS, as use cases see it. native/outbound implements it.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/url/ip_address.hpp"

namespace ratestack::service {

/// Why DNS was not even asked. What DNS answers is UrlError::dns_failure.
enum class ResolveError { busy = 1, stopping };
boost::system::error_code make_error_code(ResolveError error);

class NameResolver {
 public:
  /// Every A and AAAA record of the name behind its aliases, none left out; at least one. Errors: UrlError::dns_failure
  /// (context: no such name, no address, no answer in time ...), ResolveError.
  using Done = std::function<void(Result<std::vector<IpAddress>>)>;

  virtual ~NameResolver() = default;
  /// `host`: a name in ASCII. Any thread; never blocks. `done` is called exactly once, on the resolver's thread or
  /// inside of this call; it must neither block nor throw. The answer comes within the resolver's deadline.
  virtual void resolve(std::string_view host, Done done) = 0;
};

}  // namespace ratestack::service

template <>
struct boost::system::is_error_code_enum<ratestack::service::ResolveError> : std::true_type {};
