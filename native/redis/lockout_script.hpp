// The counters as Lua: the state machines of core/limits, word for word, run where the counts are. One script is one
// decision, so no two replicas decide at the same time and nothing is retried.
//
// State is a MessagePack array a key. A window: whether a lock was told, then the times of the places taken, oldest
// first. A bucket: the same, microseconds until it is full, and when that was so. Every key is written with a time to
// live. Arguments of `reserve` are three for each key: "w" or "b", places or capacity, microseconds of the span or of a
// token's refill; `give_back` takes the time of the reservation before them.
#pragma once

#include <string>
#include <string_view>

namespace ratestack::redis {

/// Of the server, in microseconds: replicas' clocks may differ.
inline constexpr std::string_view kServerTime =
    "local time = redis.call('TIME')\nlocal now = time[1] * 1000000 + time[2]\n";

struct LockoutScripts {
  std::string reserve;    // answers seconds to wait (0: admitted), the time, then a change for each key
  std::string give_back;  // answers nothing

  /// `time` is Lua that sets `now`.
  static LockoutScripts with_time(std::string_view time);
  static LockoutScripts with_server_time() { return with_time(kServerTime); }
};

/// What `reserve` answers for a key.
enum class ScriptChange { none = 0, locked = 1, unlocked = 2 };

}  // namespace ratestack::redis
