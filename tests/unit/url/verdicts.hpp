// A verdict in one word.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/url/safe_url.hpp"

namespace ratestack::testing_url {

inline SafeUrlValidator validator(const ServicePolicySpec& spec) {
  return SafeUrlValidator(ServicePolicy::create(spec).value());
}

/// "safe", "needs_dns", or the code of the refusal.
inline std::string code(const SafeUrlValidator& service, std::string_view url) {
  const auto verdict = service.validate(url);
  if (!verdict) return verdict.error().code.message();
  return std::holds_alternative<SafeUrl>(*verdict) ? "safe" : "needs_dns";
}

}  // namespace ratestack::testing_url
