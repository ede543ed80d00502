#include "ratestack/identity/common_password.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "identity/common_words.hpp"
#include "identity/folded_text.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxPeriod = 4;      // "xyz1xyz1xyz1": what repeats is no longer than a word of four
constexpr std::size_t kFiller = 3;         // words up to here join others and count for nothing: "this is my password"
constexpr std::uint8_t kMostWords = 3;     // of about a thousand: two to the thirtieth, which is soon gone through
constexpr std::size_t kLongestText = 256;  // of words; longer, and three words do not fill it
constexpr std::uint8_t kNoWay = 255;
constexpr std::size_t kMostDressing = 8;  // ten to the eighth, if they are chosen by nobody: more makes a password

constexpr auto split_words() {
  std::array<std::string_view, std::count(kCommonWordText.begin(), kCommonWordText.end(), ' ') + 1> words{};
  std::string_view rest = kCommonWordText;
  for (std::string_view& word : words) {
    word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return words;
}
constexpr auto kCommonWords = split_words();

// What fingers do on a keyboard, or a mind that counts: any stretch of these.
constexpr auto kWalks = std::to_array<std::string_view>({"01234567890123456789012345678901234567890",
                                                         "09876543210987654321098765432109876543210",
                                                         "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
                                                         "zyxwvutsrqponmlkjihgfedcbazyxwvutsrqponmlkjihgfedcba",
                                                         "qwertyuiopasdfghjklzxcvbnmqwertyuiop",
                                                         "qwertzuiopasdfghjklyxcvbnm",
                                                         "azertyuiopqsdfghjklmwxcvbn",
                                                         "poiuytrewqlkjhgfdsamnbvcxz",
                                                         "mnbvcxzlkjhgfdsapoiuytrewq",
                                                         "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
                                                         "zaq12wsxcde34rfvbgt56yhnmju78ik",
                                                         "1q2w3e4r5t6y7u8i9o0p",
                                                         "q1w2e3r4t5y6u7i8o9p0",
                                                         "qazwsxedcrfvtgbyhnujmikolp",
                                                         "123qweasdzxc",
                                                         "1234qwerasdfzxcv",
                                                         "qwer1234asdf5678zxcv",
                                                         "a1b2c3d4e5f6g7h8i9j0",
                                                         "1a2b3c4d5e6f7g8h9i0j",
                                                         "a1s2d3f4g5h6j7k8l9",
                                                         "112233445566778899001122334455",
                                                         "aabbccddeeffgghhiijj",
                                                         "14725836901472583690",
                                                         "11111222223333344444555556666677777888889999900000",
                                                         "3141592653589793238462643383279"});

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

bool is_word_byte(char c) { return is_ascii_letter(c) || is_beyond_ascii(c); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char letter_alone(char c) { return is_word_byte(c) ? lower_case(c) : '\0'; }
char digit_alone(char c) { return is_digit(c) ? c : '\0'; }
char sign_alone(char c) { return is_digit(c) ? '\0' : c; }

// What is left between digits and punctuation at both ends.
std::string_view core_of(std::string_view text) {
  while (!text.empty() && !is_word_byte(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_word_byte(text.back())) text.remove_suffix(1);
  return text;
}

// The shortest text that repeated gives this one, its end perhaps cut off: "abcabcab" is "abc".
std::string_view period_of(std::string_view text) {
  for (std::size_t length = 1; length < text.size(); ++length) {
    if (text.substr(length) == text.substr(0, text.size() - length)) return text.substr(0, length);
  }
  return text;
}

// One common word after another, and nothing else. fewest[n]: how many words, at the least, make up the first n bytes.
bool is_made_of_common_words(std::string_view text) {
  if (text.empty() || text.size() > kLongestText) return false;
  std::array<std::uint8_t, kLongestText + 1> fewest{};
  fewest.fill(kNoWay);
  fewest[0] = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (fewest[at] > kMostWords) continue;
    for (const std::string_view word : kCommonWords) {
      if (!text.substr(at).starts_with(word)) continue;
      const auto words = static_cast<std::uint8_t>(fewest[at] + (word.size() > kFiller ? 1 : 0));
      fewest[at + word.size()] = std::min(fewest[at + word.size()], words);
    }
  }
  return fewest[text.size()] <= kMostWords;
}

bool is_walk(std::string_view text) {
  return std::any_of(kWalks.begin(), kWalks.end(),
                     [&](std::string_view walk) { return walk.find(text) != std::string_view::npos; });
}

bool is_common_text(std::string_view text) {
  const std::string_view period = period_of(text);
  return is_walk(period) || is_made_of_common_words(period);
}

// How many characters of it somebody had to think of.
std::size_t thought_of(std::string_view text) {
  const std::string_view period = period_of(text);
  return is_walk(period) ? 0 : period.size();
}

// Digits and signs around a word: "2026!!" is four and one.
std::size_t dressing_of(std::string_view text) {
  return thought_of(FoldedText(text, digit_alone).view()) + thought_of(FoldedText(text, sign_alone).view());
}

bool is_common_core(std::string_view core) {
  if (is_common_text(core)) return true;
  const FoldedText letters(core, letter_alone);
  return core.size() - letters.view().size() <= kMostDressing && is_made_of_common_words(letters.view());
}

}  // namespace

bool is_common_password(std::string_view password) noexcept {
  const FoldedText folded(password, lower_case);
  const std::string_view text = folded.view(), period = period_of(text);
  if (period.size() <= kMaxPeriod || is_walk(period)) return true;
  if (is_common_core(FoldedText(text, without_disguise).view())) return true;
  const std::string_view core = core_of(text);
  const auto begin = static_cast<std::size_t>(core.data() - text.data());
  if (core.empty()) return false;
  if (dressing_of(text.substr(0, begin)) + dressing_of(text.substr(begin + core.size())) > kMostDressing) return false;
  return is_common_core(core) || is_common_core(FoldedText(core, without_disguise).view());
}

}  // namespace ratestack
