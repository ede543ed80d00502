#include "native/service/url_judge.hpp"

#include <algorithm>

namespace ratestack::service {

const SafeUrlValidator* UrlJudge::find(std::string_view service) const noexcept {
  const auto found = std::find_if(validators_.begin(), validators_.end(),
                                  [&](const SafeUrlValidator& v) { return v.policy().name() == service; });
  return found == validators_.end() ? nullptr : &*found;
}

void UrlJudge::judge(const SafeUrlValidator& validator, std::string_view url, Done done) const {
  auto verdict = validator.validate(url);
  if (!verdict) return done(verdict.error());
  if (auto* safe = std::get_if<SafeUrl>(&*verdict)) return done(std::move(*safe));
  auto& unresolved = std::get<UnresolvedUrl>(*verdict);
  const std::string host(unresolved.host());
  resolver_.resolve(host, [&validator, unresolved = std::move(unresolved),
                           done = std::move(done)](const Result<std::vector<IpAddress>>& answers) {
    if (!answers) return done(answers.error());
    done(validator.judge_addresses(unresolved, *answers));
  });
}

bool is_refusal(const Error& error) noexcept {
  return error.code.category() == make_error_code(UrlError::invalid_url).category();
}

Result<std::vector<SafeUrlValidator>> make_validators(const std::vector<ServicePolicySpec>& specs) {
  std::vector<SafeUrlValidator> validators;
  validators.reserve(specs.size());
  for (const ServicePolicySpec& spec : specs) {
    auto policy = ServicePolicy::create(spec);
    if (!policy) return Error(policy.error().code, spec.name + ": " + policy.error().context);
    validators.emplace_back(std::move(*policy));
  }
  return validators;
}

}  // namespace ratestack::service
