// What the native core says of texts: identity_runner < lines of hex > one line a text. The same line is made of what
// the module says in tests/integration/agreement/identity.mjs. TAB between:
//
//   as a Cookie header: the session's value in hex, "-" for none, or the code of the refusal
//   as a session token: its hash, or "-"
//   as Origin and as Referer of a POST to https://portal.example: the verdicts
//   as a return path: "local" or "-"
#include <iostream>
#include <string>

#include "ratestack/encoding/hex.hpp"
#include "ratestack/identity/cookie.hpp"
#include "ratestack/identity/origin_check.hpp"
#include "ratestack/identity/return_path.hpp"
#include "ratestack/identity/session_token.hpp"

namespace {

using namespace ratestack;

std::string session_of(std::string_view header) {
  const auto cookies = CookieHeader::parse(header);
  if (!cookies) return cookies.error().code.message();
  const auto found = cookies.value().find(cookie_spec(CookieKind::session).name);
  if (!found) return found.error().code.message();
  return found.value() ? "found " + hex_encode(as_bytes(*found.value())) : "-";
}

std::string hash_of(std::string_view text) {
  const auto token = SessionToken::parse(text);
  return token ? token.value().hash().to_hex() : "-";
}

}  // namespace

int main() {
  const auto ours = PublicOrigin::parse("https://portal.example").value();
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const auto bytes = hex_decode(line);
    if (!bytes) return 2;
    const std::string_view text = as_text(bytes.value());
    std::cout << session_of(text) << '\t' << hash_of(text) << '\t'
              << to_string(judge_origin({.method = "POST", .origin = text}, ours)) << '\t'
              << to_string(judge_origin({.method = "POST", .referer = text}, ours)) << '\t'
              << (is_local_return_path(text) ? "local" : "-") << '\n';
  }
}
