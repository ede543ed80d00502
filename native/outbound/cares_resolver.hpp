// DNS through c-ares, on a thread of its own: nobody who asks waits, and nobody waits longer than the deadline.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "native/service/name_resolver.hpp"

namespace ratestack::outbound {

struct ResolverOptions {
  std::string servers = {};  // "127.0.0.1:5353,[::1]:53"; empty: the system's (resolv.conf)
  std::chrono::milliseconds deadline{3000};
  std::size_t max_in_flight = 1024;  // beyond: ResolveError::busy at once
};

enum class ResolverError { bad_servers = 1, no_memory, system };
boost::system::error_code make_error_code(ResolverError error);

/// Asks DNS alone: neither a hosts file nor search domains change what a name means. Truncated answers are asked for
/// again over TCP. Answers are not cached: a verdict is as old as its question.
class CaresResolver final : public service::NameResolver {
 public:
  static Result<std::unique_ptr<CaresResolver>> start(const ResolverOptions& options);
  /// Stops; equal to stop().
  ~CaresResolver() override;
  CaresResolver(const CaresResolver&) = delete;
  CaresResolver& operator=(const CaresResolver&) = delete;

  void resolve(std::string_view host, Done done) override;
  /// Answers every open question with ResolveError::stopping, refuses new ones, joins the thread. Idempotent; not from
  /// the resolver's own thread.
  void stop();

 private:
  class Loop;
  explicit CaresResolver(std::unique_ptr<Loop> loop);
  std::unique_ptr<Loop> loop_;
};

}  // namespace ratestack::outbound

template <>
struct boost::system::is_error_code_enum<ratestack::outbound::ResolverError> : std::true_type {};
