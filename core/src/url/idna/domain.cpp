#include <algorithm>

#include "ratestack/url/idna.hpp"
#include "url/parser/byte_class.hpp"

namespace ratestack {
namespace {

Result<std::string> to_ascii(std::string_view domain) {
  if (std::any_of(domain.begin(), domain.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    return IdnaError::disallowed_code_point;
  }
  std::string ascii(domain);
  std::transform(ascii.begin(), ascii.end(), ascii.begin(), url_detail::to_ascii_lower);
  return ascii;
}

// RFC 1034 section 3.1. The root's empty label may be written.
Result<void> check_lengths(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (domain.size() > 253) return IdnaError::domain_too_long;
  for (std::size_t start = 0; start <= domain.size();) {
    const std::size_t end = std::min(domain.find('.', start), domain.size());
    if (end == start) return IdnaError::empty_label;
    if (end - start > 63) return IdnaError::label_too_long;
    start = end + 1;
  }
  return {};
}

}  // namespace

Result<std::string> domain_to_ascii(std::string_view domain, DnsLength lengths) {
  Result<std::string> ascii = to_ascii(domain);
  if (!ascii) return ascii;
  if (ascii.value().empty()) return IdnaError::empty_domain;
  if ((url_detail::classes_in(ascii.value()) & url_detail::kForbiddenDomain) != 0)
    return IdnaError::forbidden_code_point;
  if (lengths == DnsLength::verify) {
    if (auto checked = check_lengths(ascii.value()); !checked) return checked.error();
  }
  return ascii;
}

}  // namespace ratestack
