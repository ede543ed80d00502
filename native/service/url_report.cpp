#include "native/service/url_report.hpp"

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

// Total: a canonical URL is ASCII, and nothing here is a number that JSON could not hold.
std::string written(const JsonObject& report) {
  const auto text = CanonicalJson::from_value(report);
  return text ? text->text() : std::string("{}");
}

template <typename Verdict>
JsonObject place_of(const Verdict& verdict) {
  JsonObject out;
  out["canonical_url"] = verdict.url().href();
  out["host"] = verdict.host();
  out["port"] = verdict.port();
  return out;
}

}  // namespace

std::string allowed_report(const SafeUrl& safe) {
  JsonObject out = place_of(safe);
  JsonArray addresses;
  for (const IpAddress& address : safe.addresses()) addresses.emplace_back(address.to_text());
  out["addresses"] = std::move(addresses);
  out["allowed"] = true;
  return written(out);
}

std::string refused_report(const Error& refusal, std::string_view detail) {
  JsonObject out;
  out["allowed"] = false;
  out["code"] = refusal.code.message();
  out["detail"] = detail;
  return written(out);
}

std::string unresolved_report(const UnresolvedUrl& unresolved) {
  JsonObject out = place_of(unresolved);
  out["needs_dns"] = true;
  return written(out);
}

}  // namespace ratestack::service
