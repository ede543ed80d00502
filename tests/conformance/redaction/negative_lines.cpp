#include "tests/conformance/redaction/negative_lines.hpp"

#include <fmt/format.h>

namespace ratestack::testing {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kPrefixes[] = {"org_", "usr_",  "key_",   "ses_", "loan_",
                                          "rs_",  "lock_", "grant_", "whk_", "host_"};
constexpr std::string_view kWords[] = {"started", "worker", "request", "queue", "batch",    "cache",
                                       "pricing", "lock",   "expired", "loan",  "retry",    "commit",
                                       "replica", "shard",  "rate",    "sheet", "deployed", "took",
                                       "closed",  "opened", "timeout", "node",  "thread",   "bytes"};
constexpr std::string_view kNames[] = {"id",       "trace_id", "span_id",  "offset", "build", "duration_ms", "bytes",
                                       "sequence", "revision", "checksum", "pid",    "seq",   "cursor",      "order"};
constexpr std::string_view kPaths[] = {"/v1/loans", "/v1/audit/events", "/healthz", "/v1/ratesheets", "/v1/locks"};

template <std::size_t N>
std::string pick(const std::string_view (&from)[N], std::uint64_t index) {
  return std::string(from[index % N]);
}

}  // namespace

std::string NegativeLines::of(std::string_view alphabet, std::size_t size) {
  std::string out;
  while (out.size() < size) out += alphabet[below(alphabet.size())];
  return out;
}

// 2017 to 2033 in seconds, times `scale`.
std::string NegativeLines::epoch(std::uint64_t scale) {
  return std::to_string(between(1'500'000'000, 2'000'000'000) * scale + below(scale));
}

std::string NegativeLines::iso_time() {
  const auto year = between(2017, 2033), month = between(1, 12), day = between(1, 28);
  const auto hour = below(24), minute = below(60), second = below(60), millis = below(1000);
  switch (below(4)) {
    case 0:
      return fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{:03}Z", year, month, day, hour, minute, second, millis,
                         below(1000));
    case 1:
      return fmt::format("{}-{:02}-{:02} {:02}:{:02}:{:02},{:03}", year, month, day, hour, minute, second, millis);
    case 2:
      return fmt::format("{}/{:02}/{:02} {:02}:{:02}:{:02}.{:03}", year, month, day, hour, minute, second, millis);
    default:
      return fmt::format("{}{:02}{:02}T{:02}{:02}{:02}.{:03}Z", year, month, day, hour, minute, second, millis);
  }
}

std::string NegativeLines::uuid() {
  const std::string_view alphabet = below(4) == 0 ? kUpperHex : kHex;
  return of(alphabet, 8) + "-" + of(alphabet, 4) + "-" + of(alphabet, 4) + "-" + of(alphabet, 4) + "-" +
         of(alphabet, 12);
}

std::string NegativeLines::ulid() { return of(kDigits.substr(0, 8), 1) + of(kCrockford, 25); }

std::string NegativeLines::ipv4() {
  std::string out = std::to_string(below(256));
  for (int i = 0; i < 3; ++i) out += "." + std::to_string(below(256));
  return below(2) == 0 ? out : out + ":" + std::to_string(between(1024, 65535));
}

std::string NegativeLines::ipv6() {
  std::string out = of(kHex, 4);
  for (int i = 0; i < 7; ++i) out += ":" + of(kHex, between(1, 4));
  return out;
}

std::string NegativeLines::version() {
  std::string out = (below(2) == 0 ? "v" : "") + std::to_string(below(40)) + "." + std::to_string(below(200));
  out += "." + std::to_string(below(20'000));
  return below(3) == 0 ? out + "-" + of(kHex, 7) : out;
}

std::string NegativeLines::fraction() { return std::to_string(below(1000)) + "." + of(kDigits, between(1, 17)); }

std::string NegativeLines::amount() {
  const std::uint64_t cents = between(100, 99'999'999'999);
  const std::string fraction = fmt::format(".{:02}", cents % 100);
  std::string whole = std::to_string(cents / 100);
  if (below(2) == 0) {
    for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  }
  return (below(2) == 0 ? "$" : "") + whole + fraction;
}

std::string NegativeLines::zip() { return of(kDigits, 5) + "-" + of(kDigits, 4); }

std::string NegativeLines::base64() {
  const std::string_view alphabet = below(2) == 0 ? kBase64 : kBase64Url;
  return of(alphabet, between(4, 16) * 4);
}

std::string NegativeLines::value() {
  switch (below(16)) {
    case 0:
      return epoch(1);
    case 1:
      return epoch(1'000);
    case 2:
      return epoch(1'000'000);
    case 3:
      return epoch(1'000'000'000);
    case 4:
      return iso_time();
    case 5:
      return uuid();
    case 6:
      return pick(kPrefixes, random_()) + ulid();
    case 7:
      return ulid();
    case 8:
      return of(kHex, below(2) == 0 ? 40 : 64);  // SHA-1, SHA-256
    case 9:
      return of(kHex, 16);
    case 10:
      return ipv4();
    case 11:
      return ipv6();
    case 12:
      return version();
    case 13:
      return fraction();
    case 14:
      return amount();
    default:
      return base64();
  }
}

std::string NegativeLines::json_line() {
  std::string out = R"({"time":")" + iso_time() + R"(","level":"info","ts":)" + epoch(1'000) + R"(,"msg":")";
  out +=
      pick(kWords, random_()) + " " + pick(kWords, random_()) + R"(",")" + pick(kNames, random_()) + R"(":")" + value();
  out += R"(","ratio":)" + fraction() + R"(,"count":)" + std::to_string(below(1'000'000)) + R"(,"ns":)";
  return out + epoch(1'000'000'000) + "}";
}

std::string NegativeLines::access_line() {
  return ipv4() + " - - [" + fmt::format("{:02}", between(1, 28)) + "/Nov/2026:12:00:00 +0000] \"GET " +
         pick(kPaths, random_()) + "?cursor=" + base64() + " HTTP/1.1\" 200 " + std::to_string(below(100'000)) + " \"" +
         uuid() + "\" " + fraction();
}

std::string NegativeLines::key_value_line() {
  std::string out = iso_time();
  for (int i = 0; i < 4; ++i) out += " " + pick(kNames, random_()) + "=" + value();
  return out;
}

std::string NegativeLines::trace_line() {
  return "traceparent: 00-" + of(kHex, 32) + "-" + of(kHex, 16) + "-01 at 0x" + of(kHex, 12) + " commit " +
         of(kHex, 40) + " took " + fraction() + " ms";
}

std::string NegativeLines::prose_line() {
  std::string out = pick(kWords, random_()) + " " + pick(kWords, random_()) + " " + value() + " of " + amount();
  out += ", " + zip() + ", build " + std::to_string(below(100'000)) + " (" + version() + ")";
  return out;
}

std::string NegativeLines::next() {
  switch (below(5)) {
    case 0:
      return json_line();
    case 1:
      return access_line();
    case 2:
      return key_value_line();
    case 3:
      return trace_line();
    default:
      return prose_line();
  }
}

}  // namespace ratestack::testing
