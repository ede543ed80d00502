-- Appends audit events with wrk, every body a different one: wrk -s append.lua URL -- KEY EVENTS
-- EVENTS is the number of events a request. Prints rows/s and latency in one line of `name=value` pairs.

local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  wrk.method = "POST"
  wrk.headers["Authorization"] = "Bearer " .. args[1]
  wrk.headers["Content-Type"] = "application/json"
  events = tonumber(args[2])
  sent = 0
end

local function event(n)
  return '{"action":"RATE_LOCK_REQUESTED","outcome":"success","resource":{"type":"loan","id":"loan_' .. n ..
    '"},"payload":{"product":"conv30","rate":"6.125","days":45,"name":"' .. n .. '"}}'
end

function request()
  sent = sent + 1
  local mark = number .. "_" .. sent
  if events == 1 then return wrk.format(nil, "/v1/audit/events", nil, event(mark)) end
  local parts = {}
  for i = 1, events do parts[i] = event(mark .. "_" .. i) end
  return wrk.format(nil, "/v1/audit/events", nil, '{"events":[' .. table.concat(parts, ",") .. "]}")
end

-- In wrk's main thread, where init's globals are not: the number of events comes by the environment.
function done(summary, latency, requests)
  local batch = tonumber(os.getenv("EVENTS"))
  local good = summary.requests - summary.errors.status
  io.write(string.format("rows_per_s=%.0f p50_ms=%.2f p99_ms=%.2f requests=%d refused=%d socket_errors=%d\n",
    good * batch * 1e6 / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
