// Who borrows: personal data, which a store keeps sealed and no row of the audit log holds.
#pragma once

#include <string>
#include <string_view>

#include "ratestack/lending/lending_error.hpp"

namespace ratestack {

/// A social security number, or the taxpayer number that stands in its place, by its form alone: nine digits. Whether
/// anybody was given it is not checked.
class Ssn {
 public:
  /// "123-45-6789" or "123456789". Error: malformed_ssn.
  static Result<Ssn> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const noexcept { return text_; }                         // "123-45-6789"
  [[nodiscard]] std::string masked() const { return "***-**-" + text_.substr(text_.size() - 4); }  // "***-**-6789"
  friend bool operator==(const Ssn&, const Ssn&) = default;

 private:
  explicit Ssn(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

class Borrower {
 public:
  static constexpr std::size_t kMaxNameBytes = 200;
  static constexpr std::size_t kMaxEmailBytes = 254;  // RFC 5321 section 4.5.3.1.3, less its brackets

  /// A name is UTF-8 without control characters, not blank; an address has one "@" with something on both sides, no
  /// white space and no control character, and is not looked up. Errors: malformed_name, malformed_email.
  static Result<Borrower> of(std::string_view name, std::string_view email, Ssn ssn);

  /// {"email","name","ssn"} as canonical JSON: what is sealed.
  [[nodiscard]] std::string to_text() const;
  /// Of what to_text made. Errors: those of `of` and of Ssn::parse; JsonError.
  static Result<Borrower> from_text(std::string_view text);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& email() const noexcept { return email_; }
  [[nodiscard]] const Ssn& ssn() const noexcept { return ssn_; }
  friend bool operator==(const Borrower&, const Borrower&) = default;

 private:
  Borrower(std::string name, std::string email, Ssn ssn)
      : name_(std::move(name)), email_(std::move(email)), ssn_(std::move(ssn)) {}
  std::string name_, email_;
  Ssn ssn_;
};

}  // namespace ratestack
