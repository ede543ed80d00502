#include "ratestack/url/safe_url.hpp"

#include <algorithm>

#include "url/canonical_host.hpp"
#include "url/reserved_names.hpp"
#include "url/second_reading.hpp"
#include "url/strict_authority.hpp"

namespace ratestack {
namespace {

Error too_long() { return {UrlError::invalid_url, "longer than " + std::to_string(kMaxUrlBytes) + " bytes"}; }

// The hosts of imap and smtp URLs are opaque to the URL Standard: "0x7f.1" stays as it is written, and whoever resolves
// it makes 127.0.0.1 of it. So they are put into the spelling of the special schemes first.
Result<Url> with_canonical_host(Url url) {
  const std::string_view found = url.host().value_or("");
  const auto host = canonical_host(found);
  if (!host) return host.error();
  if (!is_strict_host(*host)) return Error(UrlError::ambiguous_url, "the host does not follow RFC 3986");
  if (*host == found) return url;
  const std::string_view href = url.href();
  const auto at = static_cast<std::size_t>(found.data() - href.data());
  std::string text(href);
  text.replace(at, found.size(), *host);
  return Url::parse(text);
}

bool is_opaque_to_the_standard(std::string_view scheme) noexcept {
  return scheme.starts_with("imap") || scheme.starts_with("smtp");
}

std::optional<IpAddress> literal_address(std::string_view host) noexcept {
  if (host.starts_with('[')) return IpAddress::parse(host.substr(1, host.size() - 2));
  // URL Standard section 3.5: a host that ends in a number is an IPv4 address, and then ends in a digit.
  if (host.back() < '0' || host.back() > '9') return std::nullopt;
  return IpAddress::parse(host);
}

}  // namespace

SafeUrl::SafeUrl(Url url, std::uint16_t port, std::vector<IpAddress> addresses) noexcept
    : url_(std::move(url)), port_(port), addresses_(std::move(addresses)) {}

bool SafeUrl::allows_peer(const IpAddress& peer) const noexcept {
  return std::find(addresses_.begin(), addresses_.end(), peer) != addresses_.end();
}

UnresolvedUrl::UnresolvedUrl(Url url, std::uint16_t port) noexcept : url_(std::move(url)), port_(port) {}

Result<UrlVerdict> SafeUrlValidator::validate(std::string_view input) const {
  if (input.size() > kMaxUrlBytes) return too_long();
  auto url = Url::parse(input);
  if (!url) return url.error();
  if (const auto same = check_second_reading(input, *url, nullptr); !same) return same.error();
  return judge(std::move(*url));
}

Result<UrlVerdict> SafeUrlValidator::validate_redirect(std::string_view location, const Url& from) const {
  if (location.size() > kMaxUrlBytes) return too_long();
  auto url = Url::parse(location, from);
  if (!url) return url.error();
  if (const auto same = check_second_reading(location, *url, &from); !same) return same.error();
  return judge(std::move(*url));
}

Result<UrlVerdict> SafeUrlValidator::judge(Url url) const {
  if (!policy_.allows_scheme(url.scheme())) return Error(UrlError::unsupported_scheme, "not a scheme of this service");
  if (url.host().value_or("").empty()) return Error(UrlError::invalid_url, "no host");
  if (is_opaque_to_the_standard(url.scheme())) {
    auto canonical = with_canonical_host(std::move(url));
    if (!canonical) return canonical.error();
    url = std::move(*canonical);
  }
  if (url.has_credentials()) {
    return Error(UrlError::credentials_in_url, "user name or password before the host");
  }
  const std::uint16_t port = url.port().value_or(service_port(url.scheme()).value_or(0));
  if (!policy_.allows_port(port)) return Error(UrlError::port_not_allowed, "port " + std::to_string(port));
  return judge_host(std::move(url), port);
}

Result<UrlVerdict> SafeUrlValidator::judge_host(Url url, std::uint16_t port) const {
  const std::string_view host = without_root_dot(*url.host());
  if (const auto address = literal_address(host)) {
    if (const auto good = policy_.addresses().judge(*address); !good) return good.error();
    if (const auto listed = judge_allowlist(host); !listed) return listed.error();
    return UrlVerdict(SafeUrl(std::move(url), port, {*address}));
  }
  if (!fits_dns(host)) return Error(UrlError::invalid_url, "the host is longer than DNS allows, or has an empty label");
  if (const auto good = judge_name(host); !good) return good.error();
  if (const auto listed = judge_allowlist(host); !listed) return listed.error();
  return UrlVerdict(UnresolvedUrl(std::move(url), port));
}

Result<void> SafeUrlValidator::judge_allowlist(std::string_view host) const {
  if (policy_.hosts().matches(host)) return {};
  return Error(UrlError::host_not_allowlisted, "not among the hosts of " + policy_.name());
}

Result<SafeUrl> SafeUrlValidator::judge_addresses(UnresolvedUrl unresolved, std::span<const IpAddress> answers) const {
  if (answers.empty()) return Error(UrlError::dns_failure, "the name has no address");
  if (answers.size() > kMaxDnsAnswers) return Error(UrlError::dns_failure, "more addresses than anyone needs");
  std::optional<Error> refusal;
  for (const IpAddress& answer : answers) {
    const auto good = policy_.addresses().judge(answer);
    if (good) continue;
    if (!refusal || good.error().code == UrlError::metadata_endpoint) refusal = good.error();
  }
  if (refusal) return *refusal;
  return SafeUrl(std::move(unresolved.url_), unresolved.port_, {answers.begin(), answers.end()});
}

}  // namespace ratestack
