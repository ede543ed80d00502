// A c-ares channel, set up and owned.
#pragma once

#include <ares.h>

#include <memory>

#include "native/outbound/cares_resolver.hpp"

namespace ratestack::outbound {

struct DestroyChannel {
  void operator()(ares_channeldata* channel) const noexcept { ares_destroy(channel); }
};
using Channel = std::unique_ptr<ares_channeldata, DestroyChannel>;

/// `told` hears which sockets to watch, with `data`.
[[nodiscard]] Result<Channel> make_channel(const ResolverOptions& options, ares_sock_state_cb told, void* data);

}  // namespace ratestack::outbound
