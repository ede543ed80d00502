#include "ratestack/lending/borrower.hpp"

#include <algorithm>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kSsnDigits = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > Borrower::kMaxNameBytes || find_invalid_utf8(text) != text.size()) return false;
  const bool blank = text.find_first_not_of(' ') == std::string_view::npos;
  return !blank && std::none_of(text.begin(), text.end(), is_control);
}

bool is_email(std::string_view text) {
  if (text.size() > Borrower::kMaxEmailBytes || find_invalid_utf8(text) != text.size()) return false;
  const std::size_t at = text.find('@');
  const bool two_sided = at != std::string_view::npos && at > 0 && at + 1 < text.size();
  const bool once = two_sided && text.find('@', at + 1) == std::string_view::npos;
  return once && std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || is_control(c); });
}

std::string_view text_member(const JsonObject& object, std::string_view name) {
  const JsonValue* const value = object.if_contains(name);
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

}  // namespace

Result<Ssn> Ssn::parse(std::string_view text) {
  const bool dashed = text.size() == kSsnDigits + 2 && text[3] == '-' && text[6] == '-';
  if (!dashed && text.size() != kSsnDigits) return LendingError::malformed_ssn;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (dashed && (i == 3 || i == 6)) continue;
    if (!is_digit(text[i])) return LendingError::malformed_ssn;
    digits += text[i];
  }
  return Ssn(digits.substr(0, 3) + '-' + digits.substr(3, 2) + '-' + digits.substr(5));
}

Result<Borrower> Borrower::of(std::string_view name, std::string_view email, Ssn ssn) {
  if (!is_name(name)) return LendingError::malformed_name;
  if (!is_email(email)) return LendingError::malformed_email;
  return Borrower(std::string(name), std::string(email), std::move(ssn));
}

std::string Borrower::to_text() const {
  const auto canonical =
      CanonicalJson::from_value(JsonObject{{"email", email_}, {"name", name_}, {"ssn", ssn_.text()}});
  return canonical.value().text();  // three short UTF-8 texts: it cannot fail
}

Result<Borrower> Borrower::from_text(std::string_view text) {
  const auto tree = parse_json(text);
  if (!tree) return tree.error();
  const JsonObject* const object = tree.value().if_object();
  if (object == nullptr) return LendingError::malformed_name;
  auto ssn = Ssn::parse(text_member(*object, "ssn"));
  if (!ssn) return ssn.error();
  return of(text_member(*object, "name"), text_member(*object, "email"), std::move(ssn.value()));
}

}  // namespace ratestack
