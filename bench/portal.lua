-- Sends one request over and over: wrk -s portal.lua URL -- COOKIE|none
-- Prints requests/s and latency in one line of `name=value` pairs.

function init(args)
  wrk.headers["X-Forwarded-For"] = "203.0.113.7"
  wrk.headers["X-Correlation-Id"] = "bench"
  if args[1] ~= "none" then wrk.headers["Cookie"] = args[1] end
end

function done(summary, latency, _)
  io.write(string.format("per_s=%.0f p50_ms=%.2f p99_ms=%.2f refused=%d socket_errors=%d\n", summary.requests * 1e6 / summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
