// A list of passwords as it is published: one a line, or "SHA1:COUNT" as Have I Been Pwned has them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "native/cli/input_file.hpp"
#include "ratestack/identity/breached_filter.hpp"

namespace ratestack::cli {

enum class PasswordListForm { plain, sha1 };

struct PasswordListRules {
  std::optional<PasswordListForm> form = {};  // absent: told by the first line
  std::size_t min_characters = 12;            // of plain ones: shorter ones are refused by length, and left out
};

/// Reads a list in pieces that may be cut anywhere. Holds at most one line.
class PasswordListReader {
 public:
  static constexpr std::size_t kMaxLine = 1024;  // bytes; nobody's password is longer

  explicit PasswordListReader(const PasswordListRules& rules) : rules_(rules), form_(rules.form) {}

  /// An entry is a password, or 40 hexadecimal digits; it ends with the call.
  using Visitor = std::function<void(std::string_view entry)>;
  /// A problem names the line. Nothing is to be read after one.
  std::optional<InputProblem> feed(std::string_view piece, const Visitor& visit);
  /// The last line, if it has no end.
  std::optional<InputProblem> finish(const Visitor& visit);

  /// After the first entry.
  [[nodiscard]] std::optional<PasswordListForm> form() const noexcept { return form_; }
  /// Too short, too long, or never seen in a breach.
  [[nodiscard]] std::uint64_t left_out() const noexcept { return left_out_; }

 private:
  std::optional<InputProblem> end_line(const Visitor& visit);
  std::optional<InputProblem> read_line(std::string_view line, const Visitor& visit);
  std::optional<InputProblem> read_sha1(std::string_view line, const Visitor& visit);
  void read_plain(std::string_view line, const Visitor& visit);
  [[nodiscard]] std::optional<InputProblem> tell_form(std::string_view first_line);

  const PasswordListRules rules_;
  std::optional<PasswordListForm> form_;
  std::string line_;  // as far as it has been read; one byte more than kMaxLine where it is longer
  std::uint64_t number_ = 0, left_out_ = 0;
};

/// Nothing where the system's OpenSSL has no SHA-1.
[[nodiscard]] std::optional<PasswordFingerprint> fingerprint_of_entry(std::string_view entry, PasswordListForm form);

}  // namespace ratestack::cli
