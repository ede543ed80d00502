// Credentials, host and port: the authority, host and port states of the URL Standard (section 4.4).
#include <algorithm>
#include <charconv>

#include "url/parser/host.hpp"
#include "url/parser/percent.hpp"
#include "url/parser/url_parser.hpp"

namespace ratestack {
namespace {

using url_detail::HostKind;
using url_detail::is_ascii_digit;

// The ":" of a port is the first outside of brackets.
std::size_t find_port(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.rfind('[', colon) == std::string_view::npos) return colon;
  bool inside_brackets = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '[') inside_brackets = true;
    if (text[i] == ']') inside_brackets = false;
    if (text[i] == ':' && !inside_brackets) return i;
  }
  return std::string_view::npos;
}

}  // namespace

void UrlParser::open_authority() {
  href_ += "//";
  at_.username_start = at_.username_end = at_.credentials_end = at_.host_start = at_.host_end = at_.path_start = here();
}

bool UrlParser::authority() {
  open_authority();
  const auto [size, classes] = authority_run();
  std::string_view text = take(size);
  // Most have no "@", nor any other byte that credentials escape.
  if ((classes & url_detail::kUserinfoSet) == 0) return host_and_port(text) && path_start();
  // Authority state: each "@" but the last belongs to the credentials.
  if (const std::size_t at_sign = text.rfind('@'); at_sign != std::string_view::npos) {
    take_credentials(text.substr(0, at_sign));
    text.remove_prefix(at_sign + 1);
    if (text.empty()) return fail("host-missing");
  }
  return host_and_port(text) && path_start();
}

// The first ":" ends the username. Written only where one of the two has something in it.
void UrlParser::take_credentials(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  append_encoded(href_, text.substr(0, colon), url_detail::kUserinfoSet);
  at_.username_end = here();
  if (text.size() > colon + 1) {
    href_ += ':';
    append_encoded(href_, text.substr(colon + 1), url_detail::kUserinfoSet);
  }
  at_.credentials_end = here();
  if (at_.credentials_end > at_.username_start) href_ += '@';
}

bool UrlParser::host_and_port(std::string_view text) {
  at_.host_start = here();
  const std::size_t colon = find_port(text);
  const std::string_view host = text.substr(0, colon);
  // Host state: special URLs must have a host, and a port must have one too.
  if (host.empty() && (special() || colon != std::string_view::npos)) return fail("host-missing");
  const HostKind kind = special() ? HostKind::domain : HostKind::opaque;
  if (const char* const failure = append_host(href_, host, kind)) return fail(failure);
  at_.host_end = here();
  return colon == std::string_view::npos || port(text.substr(colon + 1));
}

// Port state. Written only where it is not the scheme's own.
bool UrlParser::port(std::string_view digits) {
  if (digits.empty()) return true;
  if (!std::all_of(digits.begin(), digits.end(), is_ascii_digit)) return fail("port-invalid");
  std::uint16_t number = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec != std::errc{}) {
    return fail("port-out-of-range");
  }
  if (number == url_detail::default_port_of(scheme_)) return true;
  at_.port = number;
  href_ += ':';
  char text[5];
  href_.append(text, std::to_chars(text, text + sizeof text, number).ptr);
  return true;
}

}  // namespace ratestack
