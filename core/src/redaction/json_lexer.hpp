// One pass over a JSON text without a tree: which bytes are strings, names and numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// Where a value stands: the name that it has, and those of what encloses it, as raw spans without quotes; innermost
/// first.
struct JsonPlace {
  static constexpr std::size_t kNames = 3;
  Span names[kNames] = {};
};

/// Spans are raw offsets: of a string, what stands between its quotes.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;
  /// `object` counts the objects of the text in the order of their opening brackets.
  virtual void name(Span span, std::size_t object) = 0;
  virtual void string(Span span) = 0;
  virtual void number(Span span) = 0;
};

class JsonLexer {
 public:
  JsonLexer(std::string_view text, JsonVisitor& visitor) noexcept : text_(text), visitor_(visitor) {}

  /// Walks the whole text: the grammar of RFC 8259 with at most kMaxJsonNesting open containers. Answers where it is no
  /// such text. Not checked: UTF-8, surrogate escapes, the range of numbers, duplicate names.
  [[nodiscard]] std::optional<std::size_t> find_error();

  /// During a visit: where the value stands.
  [[nodiscard]] JsonPlace place() const noexcept;

 private:
  struct Level {
    Span name;           // of the member being read
    std::size_t object;  // of an object, its number
    char close;
  };
  static constexpr std::size_t kMaxLevels = 512;

  bool document();
  bool value();
  bool scalar();
  bool open(char bracket);
  bool close_or_next();
  bool member();
  bool string(Span& span);
  bool escape();
  bool number();
  bool digits();
  bool literal(std::string_view word);
  void skip_space() noexcept;
  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool accept(char c) noexcept;

  std::string_view text_;
  JsonVisitor& visitor_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t objects_ = 0;
  bool value_follows_ = true;
  Level levels_[kMaxLevels];  // NOLINT: left unset above depth_, it is large and used rarely
};

}  // namespace ratestack::redaction_detail
