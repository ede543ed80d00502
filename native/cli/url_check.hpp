// `ratestack url check`: the server's verdict, with the reason in words.
#pragma once

#include <string>

#include "native/cli/output_form.hpp"
#include "native/cli/url_access.hpp"

namespace ratestack::cli {

enum class AskDns { yes, no };

struct UrlCheckOptions {
  std::string url, service;
  AskDns dns = AskDns::yes;
  OutputForm form = OutputForm::words;
};

/// ok: allowed; broken: refused; unusable: no verdict.
ExitCode check_url(const UrlCheckOptions& options, UrlAccess& access, const Console& console);

}  // namespace ratestack::cli
