// Domain names in the letters that DNS knows: "domain to ASCII" of the URL Standard (section 3.3) over UTS 46.
//
// Processing is non-transitional, with CheckBidi and CheckJoiners, without CheckHyphens and UseSTD3ASCIIRules, and
// invalid Punycode is an error. The tables are those of the Unicode version in kIdnaUnicodeVersion.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

enum class IdnaError {
  invalid_utf8 = 1,
  disallowed_code_point,  // UTS 46 section 4.1, criterion 7, after mapping and normalisation
  invalid_punycode,       // RFC 3492, or a label that it should not have been needed for
  not_normalized,         // a decoded label is not in form NFC
  leading_mark,           // a label begins with a combining mark
  invalid_joiner,         // RFC 5892 appendix A.1 and A.2
  invalid_bidi,           // RFC 5893 section 2
  label_too_long,         // over kMaxLabelCodePoints, or, where lengths are verified, 63 bytes
  domain_too_long,        // over 253 bytes without the root's dot, where lengths are verified
  empty_label,            // where lengths are verified
  empty_domain,
  forbidden_code_point,  // URL Standard section 3.1: forbidden domain code points
};
boost::system::error_code make_error_code(IdnaError error);

/// VerifyDnsLength of UTS 46: names with empty labels (the root's apart), labels over 63 or more than 253 bytes.
enum class DnsLength { any, verify };

/// Decoding Punycode takes time quadratic in the label, so there is an end to it: no such name can be in DNS, by far.
inline constexpr std::size_t kMaxLabelCodePoints = 1000;

extern const std::string_view kIdnaUnicodeVersion;

/// `domain` is UTF-8, already percent-decoded. A name of ASCII alone is lower-cased and not read further: the Standard
/// lets `xn--a` be, which is nobody's Punycode. Result: lower-case ASCII, the same when it is given again.
[[nodiscard]] Result<std::string> domain_to_ascii(std::string_view domain, DnsLength lengths = DnsLength::any);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::IdnaError> : std::true_type {};
