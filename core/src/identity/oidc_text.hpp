// Small rules of text that several parts of OpenID Connect share.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace ratestack {

inline bool is_visible_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

/// 1 to `limit` characters of visible ASCII.
inline bool is_bounded_ascii(std::string_view text, std::size_t limit) noexcept {
  return !text.empty() && text.size() <= limit && is_visible_ascii(text);
}

inline std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// An error code of RFC 6749 sections 4.1.2.1 and 5.2, and of those who add their own.
inline bool is_error_code(std::string_view text) noexcept {
  constexpr std::size_t kMaxCode = 64;
  return !text.empty() && text.size() <= kMaxCode && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// An absolute https or http URL by its looks: nothing that could end a header or a host early, and no fragment.
inline bool is_web_url(std::string_view text, std::size_t limit) noexcept {
  const bool schemed = text.starts_with("https://") || text.starts_with("http://");
  return schemed && is_bounded_ascii(text, limit) && text.find_first_of("#\\\"<>") == std::string_view::npos;
}

}  // namespace ratestack
