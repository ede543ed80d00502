// Words that may be base64 of text (RFC 4648 sections 4 and 5).
#pragma once

#include <optional>
#include <string>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

inline constexpr std::size_t kMinTokenBytes = 12;
inline constexpr std::size_t kMaxTokenBytes = 4096;

struct Token {
  Span span;         // with padding
  std::string text;  // decoded: printable UTF-8
};

/// Whether the first eight characters can be base64 of text: refuses all but one in two hundred other words.
[[nodiscard]] bool may_be_base64_text(std::string_view text, std::size_t at) noexcept;

/// Where the alphabet of base64 ends that goes on at `at`; looks `longest` characters far, and one beyond.
[[nodiscard]] std::size_t token_end(std::string_view text, std::size_t at, std::size_t longest) noexcept;

/// What `word` decodes to, if it has kMinTokenBytes to `kMaxTokenBytes` characters and decodes to text; with its
/// padding.
[[nodiscard]] std::optional<Token> decode_token(std::string_view text, Span word);

}  // namespace ratestack::redaction_detail
