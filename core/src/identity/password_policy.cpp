#include "ratestack/identity/password_policy.hpp"

#include <algorithm>
#include <array>

#include "identity/folded_text.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMinNamePart = 4;  // letters; shorter parts of a name stand in too many words

bool is_word_byte(char c) { return is_ascii_letter(c) || is_beyond_ascii(c); }

// Of well-formed UTF-8: the bytes that continue no sequence.
std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Each run of letters of `name`, long enough to mean somebody. Both are in lower case.
bool contains_part_of(std::string_view password, std::string_view name) {
  while (!name.empty()) {
    const auto end = static_cast<std::size_t>(std::find_if_not(name.begin(), name.end(), is_word_byte) - name.begin());
    const std::string_view part = name.substr(0, end);
    if (count_characters(part) >= kMinNamePart && password.find(part) != std::string_view::npos) return true;
    name.remove_prefix(std::min(name.size(), end + 1));
  }
  return false;
}

bool contains_name(std::string_view password, const PasswordOwner& owner) {
  const FoldedText folded(password, lower_case);
  const FoldedText local_part(owner.email.substr(0, owner.email.find('@')), lower_case);
  const FoldedText name(owner.name, lower_case);
  return contains_part_of(folded.view(), local_part.view()) || contains_part_of(folded.view(), name.view());
}

}  // namespace

std::string_view to_string(PasswordFlaw flaw) noexcept {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"too_short", "too_long", "not_text", "contains_name", "too_common", "breached", "reused"});
  return kNames[static_cast<std::size_t>(flaw)];
}

std::string_view explain(PasswordFlaw flaw) noexcept {
  constexpr auto kSentences = std::to_array<std::string_view>(
      {"is too short", "is too long", "is no valid text", "contains the account's own name",
       "is one that everybody would try", "stands in a list of stolen passwords", "was used for this account before"});
  return kSentences[static_cast<std::size_t>(flaw)];
}

std::optional<PasswordFlaw> find_flaw(std::string_view password, const PasswordOwner& owner,
                                      const PasswordRules& rules) noexcept {
  if (password.size() > rules.max_bytes) return PasswordFlaw::too_long;
  if (find_invalid_utf8(password) != password.size()) return PasswordFlaw::not_text;
  if (count_characters(password) < rules.min_characters) return PasswordFlaw::too_short;
  if (contains_name(password, owner)) return PasswordFlaw::contains_name;
  if (is_common_password(password)) return PasswordFlaw::too_common;
  return std::nullopt;
}

}  // namespace ratestack
