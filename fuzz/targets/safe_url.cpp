// The verdict on a URL without DNS, for each built-in service:
//   - what is allowed is an address that the address policy allows, and nothing embedded in it is refused;
//   - what needs DNS has a host that is no address, no reserved name, and short enough;
//   - both have a scheme and a port of the policy, and no credentials;
//   - whoever is handed the canonical form comes to the same verdict;
//   - as a redirect from anywhere, an absolute text is judged as by itself.
#include <array>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/url/safe_url.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

const std::array<SafeUrlValidator, 3>& services() {
  static const auto kSpecs = default_service_policies();
  static const auto make = [](std::size_t i) { return SafeUrlValidator(ServicePolicy::create(kSpecs[i]).value()); };
  static const std::array<SafeUrlValidator, 3> kServices{make(0), make(1), make(2)};
  return kServices;
}

void check_place(const SafeUrlValidator& service, const Url& url, std::uint16_t port) {
  require(service.policy().allows_scheme(url.scheme()), "the scheme is allowed");
  require(service.policy().allows_port(port), "the port is allowed");
  require(!url.has_credentials(), "no credentials");
}

void check_safe(const SafeUrlValidator& service, const SafeUrl& safe) {
  check_place(service, safe.url(), safe.port());
  require(safe.addresses().size() == 1, "one address, the host itself");
  const IpAddress& address = safe.addresses().front();
  require(service.policy().addresses().judge(address).has_value(), "the address is allowed");
  const std::string text = address.is_v4() ? address.to_text() : "[" + address.to_text() + "]";
  require(safe.host() == text || safe.host() == text + ".", "the host is the address");
}

void check_unresolved(const SafeUrlValidator& service, const UnresolvedUrl& unresolved) {
  check_place(service, unresolved.url(), unresolved.port());
  const std::string_view host = unresolved.host();
  require(!host.starts_with('[') && !IpAddress::parse(host), "a name");
  require(host.size() <= kMaxHostBytes + 1 && host.find('.') < host.size() - 1, "a name of two labels, not too long");
  for (const std::string_view tail : {".localhost", ".local", ".internal", ".localhost.", ".local.", ".internal."}) {
    require(!host.ends_with(tail), "no reserved name");
  }
}

std::string_view href_of(const UrlVerdict& verdict) {
  return std::visit([](const auto& good) { return good.url().href(); }, verdict);
}

void check(const SafeUrlValidator& service, std::string_view text) {
  const auto verdict = service.validate(text);
  if (!verdict) return;
  if (const auto* safe = std::get_if<SafeUrl>(&*verdict)) check_safe(service, *safe);
  if (const auto* unresolved = std::get_if<UnresolvedUrl>(&*verdict)) check_unresolved(service, *unresolved);
  const std::string href(href_of(*verdict));
  if (href.size() > kMaxUrlBytes) return;  // escapes made it longer than an input may be
  const auto again = service.validate(href);
  require(again && again->index() == verdict->index() && href_of(*again) == href, "the canonical form is judged alike");
  static const Url kFrom = Url::parse("https://from.example/a/b").value();
  const auto redirected = service.validate_redirect(href, kFrom);
  require(redirected && href_of(*redirected) == href, "a redirect to it is judged alike");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  for (const SafeUrlValidator& service : services()) check(service, input.view());
  return 0;
}
