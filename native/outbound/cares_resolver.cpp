#include "native/outbound/cares_resolver.hpp"

#include "native/outbound/cares_loop.hpp"
#include "ratestack/base/error_enum.hpp"

namespace ratestack::outbound {
namespace {

std::string_view describe(ResolverError error) {
  switch (error) {
    case ResolverError::bad_servers:
      return "bad_servers";
    case ResolverError::no_memory:
      return "no_memory";
    case ResolverError::system:
      return "system";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(ResolverError error) {
  static constexpr EnumCategory<ResolverError, describe> kCategory{"resolver"};
  return {static_cast<int>(error), kCategory};
}

CaresResolver::CaresResolver(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}

CaresResolver::~CaresResolver() = default;

Result<std::unique_ptr<CaresResolver>> CaresResolver::start(const ResolverOptions& options) {
  auto loop = Loop::start(options);
  if (!loop) return loop.error();
  return std::unique_ptr<CaresResolver>(new CaresResolver(std::move(*loop)));
}

void CaresResolver::resolve(std::string_view host, Done done) { loop_->ask(std::string(host), std::move(done)); }

void CaresResolver::stop() { loop_->stop(); }

}  // namespace ratestack::outbound
