#include "native/redis/lockout_script.hpp"

namespace ratestack::redis {
namespace {

// A lock that has ended is remembered for a day more, so that the next attempt can tell of its end.
constexpr std::string_view kShared = R"lua(
local UNTOLD = 86400000

local function load_state(key)
  local packed = redis.call('GET', key)
  if packed then return cmsgpack.unpack(packed) end
  return {0}
end

local function save(key, state, idle_at)
  local live = math.ceil((idle_at - now) / 1000)
  if state[1] == 1 then live = math.max(live, 0) + UNTOLD end
  if live > 0 then
    redis.call('SET', key, cmsgpack.pack(state), 'PX', live)
  else
    redis.call('DEL', key)
  end
end

local function window_idle_at(state, span)
  return #state > 1 and state[#state] + span or now
end
)lua";

constexpr std::string_view kReserve = R"lua(
-- What lies ahead of a clock that was stepped back counts from now on; that must be kept, even by a refusal.
local function window(state, places, span)
  local live, moved = {state[1]}, false
  for i = 2, #state do
    local at = math.min(state[i], now)
    moved = moved or at < state[i]
    if at > now - span then live[#live + 1] = at end
  end
  local taken = #live - 1
  if taken < places then return live, 0, moved end
  return live, live[taken - places + 2] + span - now, moved
end

local function bucket(state, capacity, refill)
  local since = state[3] or now
  local missing = math.max(0, (state[2] or 0) - math.max(0, now - since))
  missing = math.min(missing, capacity * refill)
  return {state[1], missing, now}, missing + refill - capacity * refill, since > now
end

local limits, longest = {}, 0
for i, key in ipairs(KEYS) do
  local kind, most, micros = ARGV[3 * i - 2], tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i])
  local state, wait, moved = (kind == 'w' and window or bucket)(load_state(key), most, micros)
  limits[i] = {kind = kind, micros = micros, state = state, wait = wait, moved = moved}
  longest = math.max(longest, wait)
end

-- All or none: where one refuses, the others keep no place either. What changes then is only what has been told.
local answer = {math.ceil(longest / 1000000), now}
for i, limit in ipairs(limits) do
  local state, told = limit.state, limit.state[1]
  state[1] = limit.wait > 0 and 1 or 0
  if longest <= 0 then
    if limit.kind == 'w' then state[#state + 1] = now else state[2] = state[2] + limit.micros end
  end
  if longest <= 0 or state[1] ~= told or limit.moved then
    save(KEYS[i], state, limit.kind == 'w' and window_idle_at(state, limit.micros) or now + state[2])
  end
  answer[i + 2] = state[1] == told and 0 or (state[1] == 1 and 1 or 2)
end
return answer
)lua";

constexpr std::string_view kGiveBack = R"lua(
local taken_at = tonumber(ARGV[1])

local function window(key, state, span)
  for i = 2, #state do
    if state[i] == taken_at then
      table.remove(state, i)
      return save(key, state, window_idle_at(state, span))
    end
  end
end

local function bucket(key, state, refill)
  if #state < 3 or now - taken_at >= refill then return end
  state[2] = math.max(0, state[2] - refill)
  save(key, state, state[3] + state[2])
end

for i, key in ipairs(KEYS) do
  local change = ARGV[3 * i - 1] == 'w' and window or bucket
  change(key, load_state(key), tonumber(ARGV[3 * i + 1]))
end
)lua";

std::string joined(std::string_view time, std::string_view body) {
  return std::string(time).append(kShared).append(body);
}

}  // namespace

LockoutScripts LockoutScripts::with_time(std::string_view time) {
  return {joined(time, kReserve), joined(time, kGiveBack)};
}

}  // namespace ratestack::redis
