// URL parsing, ns a URL. The bar (design 4-bars) is for the whole verdict, parse and judgement: 250 ns for an ordinary
// URL.
#include <benchmark/benchmark.h>

#include "ratestack/url/safe_url.hpp"
#include "ratestack/url/url.hpp"

namespace {

using namespace ratestack;

void parse(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    Result<Url> url = Url::parse(text);
    benchmark::DoNotOptimize(url);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

// Everything that can be said without DNS; `parse` of the same text is its baseline.
void verdict(benchmark::State& state, const ServicePolicySpec& spec, std::string_view text) {
  const SafeUrlValidator service(ServicePolicy::create(spec).value());
  for (auto _ : state) {
    Result<UrlVerdict> said = service.validate(text);
    benchmark::DoNotOptimize(said);
  }
}

void Allowlist(benchmark::State& state) {
  const auto list = HostAllowlist::create({"api.example.com", "*.example.org"}).value();
  const std::string host(static_cast<std::size_t>(state.range(0)), 'a');
  for (auto _ : state) {
    bool matched = list.matches(host);
    benchmark::DoNotOptimize(matched);
  }
}
BENCHMARK(Allowlist)->Arg(15)->Arg(60)->Arg(253);

ServicePolicySpec webhook_service() { return default_service_policies()[1]; }

void ParseRelative(benchmark::State& state) {
  const Url base = Url::parse("https://api.example.com/v2/orders/?page=1").value();
  for (auto _ : state) {
    Result<Url> url = Url::parse("../customers/42?fields=name#top", base);
    benchmark::DoNotOptimize(url);
  }
}
BENCHMARK(ParseRelative);

BENCHMARK_CAPTURE(parse, ordinary, "https://api.example.com/v2/rate-sheets/latest?state=CA&product=30yr-fixed");
BENCHMARK_CAPTURE(parse, origin_only, "https://hooks.example.com/");
BENCHMARK_CAPTURE(parse, port_and_credentials, "https://user:secret@mail.example.com:8443/inbox");
BENCHMARK_CAPTURE(parse, upper_case_host, "HTTPS://API.Example.COM/v2/");
BENCHMARK_CAPTURE(parse, escapes, "https://example.com/a b/{c}?q=\"d\"&r=<e>");
BENCHMARK_CAPTURE(parse, dot_segments, "https://example.com/a/b/../c/./d/%2e%2e/e");
BENCHMARK_CAPTURE(parse, ipv4, "http://192.0.2.17:8080/status");
BENCHMARK_CAPTURE(parse, ipv6, "http://[2001:db8::8a2e:370:7334]/status");
BENCHMARK_CAPTURE(parse, idna,
                  "https://b\xC3\xBC"
                  "cher.example/");

BENCHMARK_CAPTURE(verdict, ordinary, webhook_service(),
                  "https://api.example.com/v2/rate-sheets/latest?state=CA&product=30yr-fixed");
BENCHMARK_CAPTURE(verdict, origin_only, webhook_service(), "https://hooks.example.com/");
BENCHMARK_CAPTURE(verdict, public_address, webhook_service(), "https://93.184.216.34/status");
BENCHMARK_CAPTURE(verdict, refused_address, webhook_service(), "https://169.254.169.254/latest/meta-data/");

}  // namespace
