// OidcClient and CurlHttpClient as they are, for tests that play the provider: oidc_runner SETTINGS-FILE. Each line of
// standard input is a JSON object, each line of output its answer or {"error":"..."}.
//
//   {"do":"begin","count":N}                            {"urls":[...],"transaction":{...}}: N threads ask for the URL
//   {"do":"complete","transaction":{...},"form":"..."}  {"issuer","subject","email","email_verified","name"}
//   {"do":"advance","seconds":N}                        {}: moves the clock
//   {"do":"call","url":"...","max":N}                   {"status":N,"size":N}
//
// Settings: provider, client_id, redirect_uri, issuer, secret, hosted_domain, tenants; hosts, ports, networks, schemes
// of the policy; ca_file, dns_servers, connect_ms, total_ms.
#include <atomic>
#include <csignal>
#include <fstream>
#include <future>
#include <iostream>
#include <sstream>

#include "native/outbound/cares_resolver.hpp"
#include "native/outbound/curl_http_client.hpp"
#include "native/service/identity/oidc_client.hpp"
#include "native/service/system.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace {

using namespace ratestack;

std::string text_of(const JsonObject& object, std::string_view name, std::string_view fallback = "") {
  const JsonValue* const value = object.if_contains({name.data(), name.size()});
  return value == nullptr ? std::string(fallback) : std::string(std::string_view(value->as_string()));
}

std::int64_t number_of(const JsonObject& object, std::string_view name, std::int64_t fallback) {
  const JsonValue* const value = object.if_contains({name.data(), name.size()});
  return value == nullptr ? fallback : value->as_int64();
}

std::vector<std::string> texts_of(const JsonObject& object, std::string_view name) {
  std::vector<std::string> texts;
  const JsonValue* const value = object.if_contains({name.data(), name.size()});
  if (value == nullptr) return texts;
  for (const JsonValue& each : value->as_array()) texts.emplace_back(std::string_view(each.as_string()));
  return texts;
}

JsonObject read_object(const std::string& text) { return parse_json(text).value().as_object(); }

JsonObject error_of(const Error& error) { return {{"error", error.message()}}; }

/// The system's time, and what a test has added to it.
class MovedClock final : public service::Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return Timestamp::from_micros(system_.now().micros() + moved_); }
  void advance(std::int64_t seconds) { moved_ += seconds * 1'000'000; }

 private:
  service::SystemClock system_;
  std::atomic<std::int64_t> moved_ = 0;
};

ServicePolicySpec policy_of(const JsonObject& settings) {
  ServicePolicySpec policy{.name = std::string(service::kIdentityProviderService),
                           .schemes = texts_of(settings, "schemes"),
                           .hosts = texts_of(settings, "hosts"),
                           .networks = texts_of(settings, "networks")};
  if (const JsonValue* const ports = settings.if_contains("ports")) {
    for (const JsonValue& port : ports->as_array()) policy.ports.push_back(static_cast<std::uint16_t>(port.as_int64()));
  }
  return policy;
}

service::HttpCallLimits limits_of(const JsonObject& settings) {
  const service::HttpCallLimits standard;
  return {.connect = std::chrono::milliseconds(number_of(settings, "connect_ms", standard.connect.count())),
          .total = std::chrono::milliseconds(number_of(settings, "total_ms", standard.total.count())),
          .max_answer = standard.max_answer};
}

service::OidcProviderSettings provider_of(const JsonObject& settings) {
  OidcProviderSpec spec{.provider = parse_oidc_provider(text_of(settings, "provider", "google")).value(),
                        .client_id = text_of(settings, "client_id"),
                        .redirect_uri = text_of(settings, "redirect_uri"),
                        .issuer = text_of(settings, "issuer"),
                        .hosted_domain = text_of(settings, "hosted_domain"),
                        .tenants = texts_of(settings, "tenants")};
  return {std::move(spec), SecretBytes::copy_of(as_bytes(text_of(settings, "secret"))), limits_of(settings)};
}

class Runner {
 public:
  explicit Runner(const JsonObject& settings)
      : resolver_(outbound::CaresResolver::start({.servers = text_of(settings, "dns_servers")}).value()),
        judge_(service::make_validators({policy_of(settings)}).value(), *resolver_),
        http_(outbound::CurlHttpClient::create(judge_, {.ca_file = text_of(settings, "ca_file")}).value()),
        limits_(limits_of(settings)),
        client_(service::OidcClient::create(provider_of(settings), *http_, clock_).value()) {}

  JsonObject run(const JsonObject& command) {
    const std::string verb = text_of(command, "do");
    if (verb == "begin") return begin(number_of(command, "count", 1));
    if (verb == "complete") return complete(command);
    if (verb == "call") return call(command);
    clock_.advance(number_of(command, "seconds", 0));
    return {};
  }

 private:
  JsonObject begin(std::int64_t count) {
    const auto transaction = OidcTransaction::begin(client_->rules(), {}, entropy_, clock_.now()).value();
    std::vector<std::future<Result<std::string>>> asked;
    for (std::int64_t i = 0; i < count; ++i) {
      asked.push_back(std::async(std::launch::async, [&] { return client_->authorization_url(transaction); }));
    }
    JsonArray urls;
    for (auto& each : asked) {
      const auto url = each.get();
      urls.emplace_back(url ? url.value() : url.error().message());
      if (!url) return error_of(url.error());
    }
    return {{"transaction", transaction.to_fields()}, {"urls", std::move(urls)}};
  }

  JsonObject complete(const JsonObject& command) {
    const auto transaction = OidcTransaction::from_fields(command.at("transaction").as_object()).value();
    const auto callback = OidcCallback::parse(text_of(command, "form"));
    if (!callback) return error_of(callback.error());
    const auto proof = client_->complete(transaction, callback.value());
    if (!proof) return error_of(proof.error());
    const OidcIdentity& who = proof.value().identity;
    return {{"issuer", who.issuer},
            {"subject", who.subject},
            {"email", who.email.value_or("")},
            {"email_verified", who.email_verified},
            {"name", who.name.value_or("")}};
  }

  JsonObject call(const JsonObject& command) {
    service::HttpCall call{
        .service = service::kIdentityProviderService, .url = text_of(command, "url"), .limits = limits_};
    call.limits.max_answer = static_cast<std::size_t>(number_of(command, "max", 1024));
    const auto reply = http_->send(call);
    if (!reply) return error_of(reply.error());
    return {{"status", reply.value().status}, {"size", reply.value().body.size()}};
  }

  MovedClock clock_;
  service::SystemEntropy entropy_;
  std::unique_ptr<outbound::CaresResolver> resolver_;
  service::UrlJudge judge_;
  std::unique_ptr<outbound::CurlHttpClient> http_;
  service::HttpCallLimits limits_;
  std::unique_ptr<service::OidcClient> client_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::signal(SIGPIPE, SIG_IGN);
  std::ostringstream settings;
  settings << std::ifstream(argv[1]).rdbuf();
  Runner runner(read_object(settings.str()));
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << CanonicalJson::from_value(runner.run(read_object(line))).value().view() << std::endl;
  }
}
