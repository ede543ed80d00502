#include "redaction/json_lexer.hpp"

#include <algorithm>
#include <cstring>

#include "ratestack/encoding/json.hpp"
#include "redaction/characters.hpp"

namespace ratestack::redaction_detail {
namespace {

static_assert(kMaxJsonNesting == 512);

constexpr std::size_t kLevelsLookedAt = 8;  // arrays within arrays end a name's reach

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

// A high bit where a byte is zero, or a false one behind such a byte: enough to know that there is one.
constexpr std::uint64_t zero_bytes(std::uint64_t x) noexcept { return (x - kOnes) & ~x & kHighs; }

// Whether eight bytes of a string hold a quote, a backslash or a control character.
bool holds_special(const char* p) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, p, sizeof bytes);
  const std::uint64_t controls = (bytes - kOnes * 0x20) & ~bytes & kHighs;
  return (zero_bytes(bytes ^ kOnes * '"') | zero_bytes(bytes ^ kOnes * '\\') | controls) != 0;
}

bool is_special(char c) noexcept { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

}  // namespace

std::optional<std::size_t> JsonLexer::find_error() {
  if (document()) return std::nullopt;
  return at_;
}

JsonPlace JsonLexer::place() const noexcept {
  JsonPlace place;
  std::size_t found = 0;
  const std::size_t top = depth_ - std::min(depth_, kLevelsLookedAt);
  for (std::size_t i = depth_; i > top && found < JsonPlace::kNames; --i) {
    if (levels_[i - 1].close == '}') place.names[found++] = levels_[i - 1].name;
  }
  return place;
}

bool JsonLexer::document() {
  skip_space();
  if (!value()) return false;
  while (depth_ > 0) {
    skip_space();
    if (!(value_follows_ ? value() : close_or_next())) return false;
  }
  skip_space();
  return at_ == text_.size();
}

// Reads a scalar, or opens a container and passes its first name.
bool JsonLexer::value() {
  const char c = peek();
  value_follows_ = false;
  return c == '{' || c == '[' ? open(c) : scalar();
}

bool JsonLexer::scalar() {
  switch (peek()) {
    case '"': {
      Span span;
      if (!string(span)) return false;
      visitor_.string(span);
      return true;
    }
    case 't':
      return literal("true");
    case 'f':
      return literal("false");
    case 'n':
      return literal("null");
    default:
      return number();
  }
}

bool JsonLexer::open(char bracket) {
  if (depth_ == kMaxLevels) return false;
  ++at_;
  const bool object = bracket == '{';
  const char close = object ? '}' : ']';
  levels_[depth_++] = {{}, object ? objects_++ : 0, close};
  skip_space();
  if (accept(close)) {
    --depth_;
    return true;
  }
  value_follows_ = true;
  return !object || member();
}

bool JsonLexer::close_or_next() {
  const Level& level = levels_[depth_ - 1];
  if (accept(level.close)) {
    --depth_;
    return true;
  }
  if (!accept(',')) return false;
  value_follows_ = true;
  skip_space();
  return level.close == ']' || member();
}

bool JsonLexer::member() {
  Level& level = levels_[depth_ - 1];
  if (peek() != '"' || !string(level.name)) return false;
  visitor_.name(level.name, level.object);
  skip_space();
  return accept(':');
}

bool JsonLexer::string(Span& span) {
  span.begin = ++at_;
  for (;;) {
    while (at_ + 8 <= text_.size() && !holds_special(text_.data() + at_)) at_ += 8;
    while (at_ < text_.size() && !is_special(text_[at_])) ++at_;
    if (accept('"')) break;
    if (peek() != '\\' || !escape()) return false;
  }
  span.end = at_ - 1;
  return true;
}

bool JsonLexer::escape() {
  ++at_;
  const char c = peek();
  if (c != 'u') {
    if (c == '\0' || std::strchr("\"\\/bfnrt", c) == nullptr) return false;
    ++at_;
    return true;
  }
  ++at_;
  for (int i = 0; i < 4; ++i, ++at_) {
    if (!is_hex(peek())) return false;
  }
  return true;
}

// RFC 8259 section 6.
bool JsonLexer::number() {
  Span span{at_, at_};
  accept('-');
  if (!accept('0') && !digits()) return false;
  if (accept('.') && !digits()) return false;
  if (accept('e') || accept('E')) {
    if (!accept('+')) accept('-');
    if (!digits()) return false;
  }
  span.end = at_;
  visitor_.number(span);
  return true;
}

bool JsonLexer::digits() {
  const std::size_t begin = at_;
  while (is_digit(peek())) ++at_;
  return at_ > begin;
}

bool JsonLexer::literal(std::string_view word) {
  if (text_.substr(at_, word.size()) != word) return false;
  at_ += word.size();
  return true;
}

void JsonLexer::skip_space() noexcept {
  while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
}

bool JsonLexer::accept(char c) noexcept {
  if (at_ >= text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

}  // namespace ratestack::redaction_detail
