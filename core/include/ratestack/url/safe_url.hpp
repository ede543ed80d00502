// The judgement of outbound URLs (contract 3.11), sans I/O: parse, second reading, scheme, credentials, port, literal
// address or reserved name, allowlist; then, once the name is resolved, the addresses. The first failure is the answer.
//
//   validate(text) ──▶ SafeUrl         the host is an address, and a good one
//                  ├─▶ UnresolvedUrl   only DNS can tell; judge_addresses(it, answers) ──▶ SafeUrl | Error
//                  └─▶ Error           a UrlError; context: the reason in words, for the audit row and the operator
//
// Only the canonical serialisation is judged and dialled, never the input. A SafeUrl carries the addresses that were
// judged: whoever connects dials one of these and no other, and checks the peer after the connect (`allows_peer`).
//
// What this does not know: whether anything listens there, and what a name will resolve to later. A reason may describe
// the operator's network: tenants are not told it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/url/ip_address.hpp"
#include "ratestack/url/service_policy.hpp"
#include "ratestack/url/url.hpp"

namespace ratestack {

/// A URL that a service may call, and the addresses to call it at. Only SafeUrlValidator makes one.
class SafeUrl {
 public:
  [[nodiscard]] const Url& url() const noexcept { return url_; }
  [[nodiscard]] std::string_view host() const noexcept { return url_.host().value_or(""); }  // IPv6 with brackets
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }  // with the scheme's default filled in
  [[nodiscard]] std::span<const IpAddress> addresses() const noexcept { return addresses_; }  // at least one
  /// Whether a connection's peer is one of the addresses that were judged.
  [[nodiscard]] bool allows_peer(const IpAddress& peer) const noexcept;

 private:
  friend class SafeUrlValidator;
  SafeUrl(Url url, std::uint16_t port, std::vector<IpAddress> addresses) noexcept;
  Url url_;
  std::uint16_t port_;
  std::vector<IpAddress> addresses_;
};

/// All that can be said without DNS was said, and was good. It is not safe yet, and cannot be dialled.
class UnresolvedUrl {
 public:
  [[nodiscard]] const Url& url() const noexcept { return url_; }
  [[nodiscard]] std::string_view host() const noexcept { return url_.host().value_or(""); }  // may end in a dot
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

 private:
  friend class SafeUrlValidator;
  UnresolvedUrl(Url url, std::uint16_t port) noexcept;
  Url url_;
  std::uint16_t port_;
};

using UrlVerdict = std::variant<SafeUrl, UnresolvedUrl>;

inline constexpr std::size_t kMaxUrlBytes = std::size_t{8} * 1024;  // of input; longer is invalid_url
inline constexpr std::size_t kMaxDnsAnswers = 64;                   // more is dns_failure

/// Immutable; any number of threads. One a service.
class SafeUrlValidator {
 public:
  explicit SafeUrlValidator(ServicePolicy policy) noexcept : policy_(std::move(policy)) {}

  [[nodiscard]] Result<UrlVerdict> validate(std::string_view input) const;
  /// A redirect's Location, read against the URL that it came from and judged from the beginning.
  [[nodiscard]] Result<UrlVerdict> validate_redirect(std::string_view location, const Url& from) const;
  /// `answers`: every A and AAAA record of the host, not a choice of them. Empty: dns_failure. Any bad one refuses all;
  /// metadata_endpoint where one of them is that, blocked_address otherwise.
  [[nodiscard]] Result<SafeUrl> judge_addresses(UnresolvedUrl unresolved, std::span<const IpAddress> answers) const;
  [[nodiscard]] const ServicePolicy& policy() const noexcept { return policy_; }

 private:
  [[nodiscard]] Result<UrlVerdict> judge(Url url) const;
  [[nodiscard]] Result<UrlVerdict> judge_host(Url url, std::uint16_t port) const;
  [[nodiscard]] Result<void> judge_allowlist(std::string_view host) const;

  ServicePolicy policy_;
};

}  // namespace ratestack
