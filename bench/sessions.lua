-- Resolves sessions with wrk, a random one each time; or asks a route that does nothing, by the same means, so that what wrk
-- itself costs is the same: wrk -s sessions.lua URL -- TOKENS-FILE|none
-- Prints requests/s and latency in one line of `name=value` pairs.

local kMost = 100000  -- requests are made beforehand
local requests = {}

function init(args)
  if args[1] == "none" then
    requests[1] = wrk.format("GET", "/healthz")
    return
  end
  local headers = {["Content-Type"] = "application/json"}
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", "/internal/v1/sessions/resolve", headers, '{"session_token":"' .. line .. '"}')
    if #requests == kMost then break end
  end
  math.randomseed(os.time())
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency, _)
  io.write(string.format("per_s=%.0f p50_ms=%.2f p99_ms=%.2f refused=%d socket_errors=%d\n", summary.requests * 1e6 / summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
