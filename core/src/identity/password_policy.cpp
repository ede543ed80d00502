#include "ratestack/identity/password_policy.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMinNamePart = 4;  // shorter parts of a name stand in too many words

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Each run of letters of `name`, long enough to mean somebody.
bool contains_part_of(std::string_view password, std::string_view name) {
  const std::string folded = lower_case(name);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    if (i < folded.size() && is_word_byte(folded[i])) continue;
    const std::string_view part = std::string_view(folded).substr(begin, i - begin);
    begin = i + 1;
    if (part.size() >= kMinNamePart && password.find(part) != std::string_view::npos) return true;
  }
  return false;
}

bool contains_name(std::string_view password, const PasswordOwner& owner) {
  const std::string folded = lower_case(password);
  return contains_part_of(folded, owner.email.substr(0, owner.email.find('@'))) || contains_part_of(folded, owner.name);
}

// What the published lists of stolen passwords begin with, and what people make of it when they are asked for twelve
// characters. In lower case; the digits that some put for letters are folded before the look-up.
constexpr auto kCommonWords = std::to_array<std::string_view>({"abc",
                                                               "admin",
                                                               "administrator",
                                                               "asdf",
                                                               "asdfgh",
                                                               "asdfghjkl",
                                                               "azerty",
                                                               "baseball",
                                                               "batman",
                                                               "changeme",
                                                               "charlie",
                                                               "computer",
                                                               "correcthorsebatterystaple",
                                                               "default",
                                                               "dragon",
                                                               "football",
                                                               "freedom",
                                                               "hello",
                                                               "helloworld",
                                                               "iloveyou",
                                                               "internet",
                                                               "killer",
                                                               "letmein",
                                                               "login",
                                                               "lovely",
                                                               "loveyou",
                                                               "master",
                                                               "michael",
                                                               "monkey",
                                                               "mortgage",
                                                               "mustang",
                                                               "mypassword",
                                                               "ninja",
                                                               "pass",
                                                               "passphrase",
                                                               "password",
                                                               "passwort",
                                                               "pokemon",
                                                               "princess",
                                                               "qazwsx",
                                                               "qazwsxedc",
                                                               "qwer",
                                                               "qwerty",
                                                               "qwertyui",
                                                               "qwertyuiop",
                                                               "qwertz",
                                                               "ratestack",
                                                               "root",
                                                               "secret",
                                                               "shadow",
                                                               "soccer",
                                                               "starwars",
                                                               "summer",
                                                               "autumn",
                                                               "winter",
                                                               "spring",
                                                               "sunshine",
                                                               "superman",
                                                               "superuser",
                                                               "temp",
                                                               "test",
                                                               "testing",
                                                               "thisismypassword",
                                                               "trustno",
                                                               "user",
                                                               "welcome",
                                                               "whatever",
                                                               "zaqxsw",
                                                               "zxcvbn",
                                                               "zxcvbnm",
                                                               "january",
                                                               "february",
                                                               "december",
                                                               "november",
                                                               "october",
                                                               "september",
                                                               "monday",
                                                               "friday",
                                                               "company",
                                                               "letmeinnow"});

constexpr auto kWalks = std::to_array<std::string_view>(
    {"01234567890123456789012345678901234567890", "09876543210987654321098765432109876543210",
     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcbazyxwvutsrqponmlkjihgfedcba",
     "qwertyuiopasdfghjklzxcvbnmqwertyuiop", "poiuytrewqlkjhgfdsamnbvcxz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
     "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp", "123qweasdzxc", "1234qwerasdfzxcv"});

char without_disguise(char c) {
  switch (c) {
    case '@':
    case '4':
      return 'a';
    case '3':
      return 'e';
    case '1':
    case '!':
      return 'i';
    case '0':
      return 'o';
    case '$':
    case '5':
      return 's';
    case '7':
      return 't';
    default:
      return c;
  }
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// What is left between digits and punctuation at both ends.
std::string_view core_of(std::string_view text) {
  while (!text.empty() && !is_word_byte(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_word_byte(text.back())) text.remove_suffix(1);
  return text;
}

// The shortest text that repeated gives this one: "abcabcab" is "abc".
std::string_view period_of(std::string_view text) {
  for (std::size_t length = 1; length < text.size(); ++length) {
    if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(), text.begin())) {
      return text.substr(0, length);
    }
  }
  return text;
}

bool is_common_word(std::string_view word) {
  return std::find(kCommonWords.begin(), kCommonWords.end(), word) != kCommonWords.end();
}

// One common word after another, and nothing else.
bool is_made_of_common_words(std::string_view text) {
  std::array<bool, 257> reachable{};
  if (text.empty() || text.size() >= reachable.size()) return false;
  reachable[0] = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!reachable[at]) continue;
    for (const std::string_view word : kCommonWords) {
      if (text.substr(at).starts_with(word)) reachable[at + word.size()] = true;
    }
  }
  return reachable[text.size()];
}

bool is_walk(std::string_view text) {
  return std::any_of(kWalks.begin(), kWalks.end(),
                     [&](std::string_view walk) { return walk.find(text) != std::string_view::npos; });
}

constexpr std::size_t kMaxPeriod = 4;  // "xyz1xyz1xyz1": what repeats is no longer than a word of four

}  // namespace

std::string_view to_string(PasswordFlaw flaw) noexcept {
  constexpr std::array<std::string_view, 7> kNames{"too_short",  "too_long", "not_text", "contains_name",
                                                   "too_common", "breached", "reused"};
  return kNames[static_cast<std::size_t>(flaw)];
}

std::string_view explain(PasswordFlaw flaw) noexcept {
  constexpr std::array<std::string_view, 7> kSentences{"is too short",
                                                       "is too long",
                                                       "is no valid text",
                                                       "contains the account's own name",
                                                       "is one that everybody would try",
                                                       "stands in a list of stolen passwords",
                                                       "was used for this account before"};
  return kSentences[static_cast<std::size_t>(flaw)];
}

bool is_common_password(std::string_view password) noexcept {
  const std::string folded = lower_case(password);
  if (is_walk(folded) || period_of(folded).size() <= kMaxPeriod) return true;
  const std::string_view core = core_of(folded);
  if (core.empty()) return false;  // a number that is no walk is as good as any
  if (is_walk(core) || is_made_of_common_words(core)) return true;
  std::string plain(core);
  std::transform(plain.begin(), plain.end(), plain.begin(), without_disguise);
  if (is_made_of_common_words(plain) || is_common_word(period_of(plain))) return true;
  std::erase_if(plain, [](char c) { return !is_letter(c) && static_cast<unsigned char>(c) < 0x80; });
  return is_made_of_common_words(plain);
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
