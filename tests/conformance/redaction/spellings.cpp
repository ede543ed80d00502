#include "tests/conformance/redaction/spellings.hpp"

namespace ratestack::testing {
namespace {

constexpr auto kEmail = PiiKind::email;
constexpr auto kPhone = PiiKind::phone;
constexpr auto kSsn = PiiKind::ssn;
constexpr auto kPan = PiiKind::pan;

}  // namespace

const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> all{
      {kEmail, "plain", "", "jane.doe@corp.example"},
      {kEmail, "short", "", "a@b.example"},
      {kEmail, "upper-case", "", "JANE.DOE@CORP.EXAMPLE"},
      {kEmail, "tagged", "", "jane+loans_7@mail.corp.example"},
      {kEmail, "digits", "", "12345@67890.example"},
      {kEmail, "punycode", "", "jane@xn--bcher-kva.example"},
      {kEmail, "quoted", "", "\"jane.doe\"@corp.example"},
      {kEmail, "unicode", "", "jan\u00E9@b\u00FCcher.example"},
      {kEmail, "ip-literal", "", "jane@[192.0.2.1]"},
      {kPhone, "nanp", "", "415~555~2671"},
      {kPhone, "nanp-parentheses", "", "(415) 555~2671"},
      {kPhone, "nanp-fictional", "", "212~555~0142"},
      {kPhone, "nanp-1", "", "1~415~555~2671"},
      {kPhone, "nanp-plus", "", "+1~415~555~2671"},
      {kPhone, "e164", "", "+14155552671"},
      {kPhone, "e164-uk", "", "+44~20~7946~0958"},
      {kPhone, "e164-de", "", "+49~30~901820"},
      {kPhone, "extension", "", "415~555~2671 x123"},
      {kPhone, "trunk-zero", "", "+44 (0)20~7946~0958"},
      {kPhone, "00", "", "0044~20~7946~0958"},
      {kPhone, "011", "", "011~44~20~7946~0958"},
      {kPhone, "bare-with-context", "phone: ", "4155552671"},
      {kSsn, "ssn", "", "123~45~6789"},
      {kSsn, "ssn-high", "", "772~99~9999"},
      {kSsn, "itin", "", "912~70~1234"},
      {kSsn, "atin", "", "912~93~1234"},
      {kSsn, "bare-with-context", "SSN: ", "123456789"},
      {kPan, "visa-16", "", "4111111111111111"},
      {kPan, "visa-16-grouped", "", "4111~1111~1111~1111"},
      {kPan, "visa-13", "", "4222222222222"},
      {kPan, "visa-19", "", "4000000000000000006"},
      {kPan, "mastercard-5", "", "5555~5555~5555~4444"},
      {kPan, "mastercard-2", "", "2223~0031~2200~3222"},
      {kPan, "amex", "", "3782~822463~10005"},
      {kPan, "amex-bare", "", "371449635398431"},
      {kPan, "diners", "", "3056~930902~5904"},
      {kPan, "discover", "", "6011~1111~1111~1117"},
      {kPan, "jcb", "", "3530~1113~3330~0000"},
      {kPan, "unionpay", "", "6200~0000~0000~0005"},
      {kPan, "maestro-19", "", "6304000000000000000"},
      {kPan, "mir", "", "2200~0000~0000~0004"},
      {kPan, "rupay", "", "6521~1111~1111~1110"},
      {kPan, "troy", "", "9792~0000~0000~0003"},
      {kPan, "uatp", "", "135410014004955"},
  };
  return all;
}

const std::vector<Separator>& separators() {
  static const std::vector<Separator> all{
      {"hyphen", "-"},
      {"space", " "},
      {"dot", "."},
      {"no-break-space", "\u00A0"},
      {"u2010", "\u2010"},
      {"u2011", "\u2011"},
      {"u2012", "\u2012"},
      {"u2013", "\u2013"},
      {"u2014", "\u2014"},
      {"u2015", "\u2015"},
      {"minus-sign", "\u2212"},
      {"full-width-hyphen", "\uFF0D"},
  };
  return all;
}

std::string joined(const Spelling& spelling, std::string_view separator) {
  std::string out;
  for (const char c : spelling.value) {
    if (c == '~')
      out += separator;
    else
      out += c;
  }
  return out;
}

}  // namespace ratestack::testing
