#include "native/http/routes.hpp"

#include <vector>

#include "native/http/routes/areas.hpp"

namespace ratestack::http {
namespace {

std::vector<Route> join_areas() {
  std::vector<Route> all;
  for (const auto area :
       {operations_routes(), audit_routes(), safety_routes(), secrets_routes(), sign_in_routes(), me_routes(),
        organisations_routes(), loans_routes(), rate_sheets_routes(), provider_routes()}) {
    all.insert(all.end(), area.begin(), area.end());
  }
  return all;
}

}  // namespace

// Made at the first call, so that no static of another file can come too early.
std::span<const Route> routes() noexcept {
  static const std::vector<Route> all = join_areas();
  return all;
}

}  // namespace ratestack::http
