// Words that may be base64 of text (RFC 4648 sections 4 and 5).
#pragma once

#include <array>
#include <optional>
#include <string>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

inline constexpr std::size_t kMinTokenBytes = 12;
inline constexpr std::size_t kMaxTokenBytes = 4096;
inline constexpr std::size_t kMaxInnerTokenBytes = 256;  // behind a sign within a longer word

struct Token {
  Span span;         // with padding
  std::string text;  // decoded: printable UTF-8
};

inline constexpr std::uint8_t kNoSextet = 0xFF;

/// RFC 4648 tables 1 and 2 in one.
inline constexpr std::array<std::uint8_t, 256> kSextets = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::uint8_t& sextet : table) sextet = kNoSextet;
  for (unsigned i = 0; i < 26; ++i) {
    table['A' + i] = static_cast<std::uint8_t>(i);
    table['a' + i] = static_cast<std::uint8_t>(26 + i);
  }
  for (unsigned i = 0; i < 10; ++i) table['0' + i] = static_cast<std::uint8_t>(52 + i);
  for (const char c : {'+', '-'}) table[static_cast<unsigned char>(c)] = 62;
  for (const char c : {'/', '_'}) table[static_cast<unsigned char>(c)] = 63;
  return table;
}();
[[nodiscard]] constexpr std::uint8_t sextet(char c) noexcept { return kSextets[static_cast<unsigned char>(c)]; }

/// Whether the first eight characters can be base64 of text: refuses all but one in two hundred other words.
[[nodiscard]] bool may_be_base64_text(std::string_view text, std::size_t at) noexcept;

/// Where the alphabet of base64 ends that goes on at `at`; looks `longest` characters far, and one beyond.
[[nodiscard]] std::size_t token_end(std::string_view text, std::size_t at, std::size_t longest) noexcept;

/// What `word` decodes to, if it has kMinTokenBytes to `kMaxTokenBytes` characters and decodes to text; with its
/// padding.
[[nodiscard]] std::optional<Token> decode_token(std::string_view text, Span word);

}  // namespace ratestack::redaction_detail
