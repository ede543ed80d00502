#include "native/outbound/cares_channel.hpp"

#include <algorithm>
#include <mutex>

namespace ratestack::outbound {
namespace {

constexpr int kTries = 3;
constexpr int kLeastTimeoutMs = 100;

bool library_is_ready() {
  static std::once_flag once;
  static int status = ARES_SUCCESS;
  std::call_once(once, [] { status = ares_library_init(ARES_LIB_INIT_ALL); });
  return status == ARES_SUCCESS;
}

}  // namespace

Result<Channel> make_channel(const ResolverOptions& options, ares_sock_state_cb told, void* data) {
  if (!library_is_ready()) return Error(ResolverError::no_memory);
  char dns_alone[] = "b";
  ares_options wanted{};
  // No search domains: "db" must never become "db.corp.example" behind the judgement.
  wanted.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
  wanted.lookups = dns_alone;
  wanted.timeout = std::max(kLeastTimeoutMs, static_cast<int>(options.deadline.count() / (kTries + 1)));
  wanted.tries = kTries;
  wanted.sock_state_cb = told;
  wanted.sock_state_cb_data = data;
  const int mask = ARES_OPT_FLAGS | ARES_OPT_LOOKUPS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB |
                   ARES_OPT_DOMAINS;
  ares_channel made = nullptr;
  if (ares_init_options(&made, &wanted, mask) != ARES_SUCCESS) return Error(ResolverError::no_memory);
  Channel channel(made);
  if (!options.servers.empty() && ares_set_servers_ports_csv(made, options.servers.c_str()) != ARES_SUCCESS) {
    return Error(ResolverError::bad_servers, "write address:port,address:port");
  }
  return channel;
}

}  // namespace ratestack::outbound
