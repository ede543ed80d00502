// May this service call that URL? The core's judgement, with DNS in the middle of it.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "native/service/name_resolver.hpp"
#include "ratestack/url/safe_url.hpp"

namespace ratestack::service {

class UrlJudge {
 public:
  /// A UrlError where the URL is refused (context: the reason, for the operator alone); a ResolveError where nothing
  /// could be said.
  using Done = std::function<void(Result<SafeUrl>)>;

  /// `resolver` must outlive the judge.
  UrlJudge(std::vector<SafeUrlValidator> validators, NameResolver& resolver)
      : validators_(std::move(validators)), resolver_(resolver) {}

  /// Null where no service has that name. Lives as long as the judge.
  [[nodiscard]] const SafeUrlValidator* find(std::string_view service) const noexcept;

  /// Any thread; never blocks. `done` is called exactly once: inside of this call where DNS need not be asked, else on
  /// the resolver's thread, where it must neither block nor throw. `validator` is one of find()'s.
  void judge(const SafeUrlValidator& validator, std::string_view url, Done done) const;

 private:
  std::vector<SafeUrlValidator> validators_;
  NameResolver& resolver_;
};

/// Whether an error is a refusal of a URL, and not a failure of ours.
[[nodiscard]] bool is_refusal(const Error& error) noexcept;

/// One validator a policy. PolicyError where a policy is not valid; context: its name, then what is wrong.
[[nodiscard]] Result<std::vector<SafeUrlValidator>> make_validators(const std::vector<ServicePolicySpec>& specs);

}  // namespace ratestack::service
