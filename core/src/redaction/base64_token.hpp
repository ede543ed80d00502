// Words that may be base64 of text (RFC 4648 sections 4 and 5).
#pragma once

#include <optional>
#include <string>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

inline constexpr std::size_t kMinTokenBytes = 12;

struct Token {
  Span span;         // with padding
  std::string text;  // decoded: printable UTF-8
};

/// Whether the first eight characters can be base64 of text: refuses all but one in two hundred other words.
[[nodiscard]] bool may_be_base64_text(std::string_view text, std::size_t at) noexcept;

/// The token that begins at `at`, if it has kMinTokenBytes to `longest` bytes and decodes to text.
[[nodiscard]] std::optional<Token> decode_token(std::string_view text, std::size_t at, std::size_t longest);

}  // namespace ratestack::redaction_detail
