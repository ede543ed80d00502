// What the native core says of texts: url_runner POLICY-NUMBER < lines of hex > one line a text. The same line is made
// of what the module says in tests/integration/agreement/url.mjs.
//
//   allowed|needs_dns <port> <host> <href>, or the code and the detail of a refusal
//   TAB the parsed href or "-"
//   TAB the text as an ASCII domain, or the rule that it breaks
//   TAB the text as the path of a request: "canonical" or "-"
#include <iostream>
#include <string>

#include "ratestack/encoding/hex.hpp"
#include "ratestack/url/idna.hpp"
#include "ratestack/url/request_path.hpp"
#include "ratestack/url/safe_url.hpp"

namespace {

using namespace ratestack;

template <typename Verdict>
std::string place_of(const Verdict& verdict) {
  return ' ' + std::to_string(verdict.port()) + ' ' + std::string(verdict.host()) + ' ' +
         std::string(verdict.url().href());
}

std::string verdict_of(const SafeUrlValidator& service, std::string_view text) {
  const auto verdict = service.validate(text);
  if (!verdict) return verdict.error().code.message() + ' ' + verdict.error().context;
  if (const auto* safe = std::get_if<SafeUrl>(&*verdict)) return "allowed" + place_of(*safe);
  return "needs_dns" + place_of(std::get<UnresolvedUrl>(*verdict));
}

std::string href_of(std::string_view text) {
  const auto url = Url::parse(text);
  return url ? std::string(url->href()) : std::string("-");
}

std::string domain_of(std::string_view text) {
  const auto domain = domain_to_ascii(text);
  return domain ? *domain : domain.error().code.message();
}

}  // namespace

int main(int argc, char** argv) {
  const auto specs = default_service_policies();
  const std::size_t number = argc == 2 ? std::stoul(argv[1]) : 0;
  const SafeUrlValidator service(ServicePolicy::create(specs.at(number)).value());
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const auto bytes = hex_decode(line);
    if (!bytes) return 2;
    const std::string_view text = as_text(*bytes);
    std::cout << verdict_of(service, text) << '\t' << href_of(text) << '\t' << domain_of(text) << '\t'
              << (is_canonical_request_path(text) ? "canonical" : "-") << '\n';
  }
}
