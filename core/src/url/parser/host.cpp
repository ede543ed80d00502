#include "url/parser/host.hpp"

#include "ratestack/url/idna.hpp"
#include "url/parser/ipv4.hpp"
#include "url/parser/ipv6.hpp"
#include "url/parser/percent.hpp"

namespace ratestack::url_detail {
namespace {

void append_lower(std::string& out, std::string_view text) {
  const std::size_t start = out.size();
  out.append(text);
  for (std::size_t i = start; i < out.size(); ++i) out[i] = to_ascii_lower(out[i]);
}

const char* append_encoded_domain(std::string& out, std::string_view input) {
  const auto ascii = domain_to_ascii(percent_decode(input));
  if (!ascii) return "domain-to-ASCII";
  out += ascii.value();
  return nullptr;
}

// Section 3.3: for a domain of ASCII alone, "domain to ASCII" is lower-casing.
const char* append_domain(std::string& out, std::string_view input) {
  const unsigned classes = classes_in(input);
  if ((classes & kEncodedHost) != 0) return append_encoded_domain(out, input);
  if ((classes & kForbiddenDomain) != 0) return "domain-invalid-code-point";
  if ((classes & kUpperAlpha) == 0) return out.append(input), nullptr;
  append_lower(out, input);
  return nullptr;
}

const char* append_ipv4(std::string& out, std::size_t domain_start) {
  std::uint32_t address = 0;
  const char* const failure = parse_ipv4(std::string_view(out).substr(domain_start), address);
  if (failure != nullptr) return failure;
  out.resize(domain_start);
  append_dotted(out, address);
  return nullptr;
}

const char* append_domain_or_ipv4(std::string& out, std::string_view input) {
  const std::size_t start = out.size();
  if (const char* const failure = append_domain(out, input)) return failure;
  return ends_in_a_number(std::string_view(out).substr(start)) ? append_ipv4(out, start) : nullptr;
}

const char* append_opaque_host(std::string& out, std::string_view input) {
  if ((classes_in(input) & kForbiddenHost) != 0) return "host-invalid-code-point";
  append_encoded(out, input, kC0ControlSet);
  return nullptr;
}

const char* append_bracketed(std::string& out, std::string_view input) {
  if (input.back() != ']') return "IPv6-unclosed";
  Ipv6Pieces pieces;
  if (const char* const failure = parse_ipv6(input.substr(1, input.size() - 2), pieces)) return failure;
  out += '[';
  append_ipv6(out, pieces);
  out += ']';
  return nullptr;
}

}  // namespace

const char* append_host(std::string& out, std::string_view input, HostKind kind) {
  if (input.starts_with('[')) return append_bracketed(out, input);
  return kind == HostKind::opaque ? append_opaque_host(out, input) : append_domain_or_ipv4(out, input);
}

}  // namespace ratestack::url_detail
