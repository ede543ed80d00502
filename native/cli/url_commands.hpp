// `ratestack url`: what services may call.
#pragma once

#include <CLI/App.hpp>

#include "native/cli/session.hpp"
#include "native/cli/url_access.hpp"

namespace ratestack::cli {

void add_url_commands(CLI::App& root, Session& session, UrlAccess& access);

}  // namespace ratestack::cli
