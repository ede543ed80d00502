-- Resolves sessions with wrk, a random one each time: wrk -s sessions.lua URL -- TOKENS-FILE
-- Prints requests/s and latency in one line of `name=value` pairs.

local tokens = {}

function init(args)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  for line in io.lines(args[1]) do tokens[#tokens + 1] = '{"session_token":"' .. line .. '"}' end
  math.randomseed(os.time())
end

function request()
  return wrk.format(nil, "/internal/v1/sessions/resolve", nil, tokens[math.random(#tokens)])
end

function done(summary, latency, requests)
  io.write(string.format("per_s=%.0f p50_ms=%.2f p99_ms=%.2f refused=%d socket_errors=%d\n", summary.requests * 1e6 / summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
