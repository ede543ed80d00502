#include "native/cli/url_check.hpp"

#include <algorithm>
#include <future>

#include "native/service/url_judge.hpp"
#include "native/service/url_report.hpp"

namespace ratestack::cli {
namespace {

std::string_view words_of(const Error& refusal) {
  switch (static_cast<UrlError>(refusal.code.value())) {
    case UrlError::invalid_url:
      return "it is no valid URL";
    case UrlError::unsupported_scheme:
      return "the service may not use this scheme";
    case UrlError::credentials_in_url:
      return "it carries credentials";
    case UrlError::port_not_allowed:
      return "the service may not use this port";
    case UrlError::host_not_allowlisted:
      return "the service may not call this host";
    case UrlError::blocked_address:
      return "the host is not public";
    case UrlError::metadata_endpoint:
      return "a cloud hands out credentials there";
    case UrlError::dns_failure:
      return "DNS gave no address";
    case UrlError::dns_rebinding:
      return "DNS changed its answer on the way";
    case UrlError::ambiguous_url:
      return "two readers would find different hosts in it";
    case UrlError::too_many_redirects:
      return "it leads on and on";
  }
  return "it is refused";
}

/// Prints verdicts in the form that was asked for.
class Speaker {
 public:
  Speaker(const UrlCheckOptions& options, const Console& console) : form_(options.form), console_(console) {}

  [[nodiscard]] ExitCode allowed(const SafeUrl& safe) const {
    if (form_ == OutputForm::json) return say(service::allowed_report(safe), ExitCode::ok);
    std::string line = "allowed: " + std::string(safe.url().href()) + " at";
    for (const IpAddress& address : safe.addresses()) line += ' ' + address.to_text();
    return say(line + " port " + std::to_string(safe.port()), ExitCode::ok);
  }

  [[nodiscard]] ExitCode refused(const Error& why) const {
    if (form_ == OutputForm::json) return say(service::refused_report(why, why.context), ExitCode::broken);
    std::string line = "refused, " + why.code.message() + ": " + std::string(words_of(why));
    if (!why.context.empty()) line += " (" + why.context + ")";
    return say(line, ExitCode::broken);
  }

  [[nodiscard]] ExitCode undecided(const UnresolvedUrl& unresolved) const {
    if (form_ == OutputForm::json) return say(service::unresolved_report(unresolved), ExitCode::unusable);
    const std::string host(unresolved.host());
    return say("no verdict: only DNS can tell what " + host + " is; nothing else speaks against it",
               ExitCode::unusable);
  }

 private:
  [[nodiscard]] ExitCode say(std::string_view line, ExitCode code) const {
    console_.out << line << '\n';
    return code;
  }

  OutputForm form_;
  const Console& console_;
};

Result<SafeUrl> judged(const service::UrlJudge& judge, const SafeUrlValidator& validator, const std::string& url) {
  std::promise<Result<SafeUrl>> verdict;
  judge.judge(validator, url, [&verdict](Result<SafeUrl> said) { verdict.set_value(std::move(said)); });
  return verdict.get_future().get();
}

ExitCode check_without_dns(const SafeUrlValidator& validator, const std::string& url, const Speaker& speaker) {
  const auto verdict = validator.validate(url);
  if (!verdict) return speaker.refused(verdict.error());
  if (const auto* safe = std::get_if<SafeUrl>(&*verdict)) return speaker.allowed(*safe);
  return speaker.undecided(std::get<UnresolvedUrl>(*verdict));
}

std::string known_services(const std::vector<SafeUrlValidator>& validators) {
  std::string out;
  for (const SafeUrlValidator& validator : validators) out += (out.empty() ? "" : ", ") + validator.policy().name();
  return out;
}

}  // namespace

ExitCode check_url(const UrlCheckOptions& options, UrlAccess& access, const Console& console) {
  auto tools = access.open(console);
  if (!tools) return ExitCode::unusable;
  const std::string known = known_services(tools->validators);
  const service::UrlJudge judge(std::move(tools->validators), *tools->resolver);
  const SafeUrlValidator* validator = judge.find(options.service);
  if (validator == nullptr) return console.fail(ExitCode::unusable, "no such service; there are " + known);
  const Speaker speaker(options, console);
  if (options.dns == AskDns::no) return check_without_dns(*validator, options.url, speaker);
  const auto verdict = judged(judge, *validator, options.url);
  if (verdict) return speaker.allowed(*verdict);
  if (!service::is_refusal(verdict.error())) return console.fail(ExitCode::unusable, verdict.error().message());
  return speaker.refused(verdict.error());
}

}  // namespace ratestack::cli
