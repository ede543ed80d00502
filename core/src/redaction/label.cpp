#include "redaction/label.hpp"

#include <algorithm>
#include <array>

#include "redaction/characters.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kPseudonymDigits = 16;  // 64 bits: no two of a tenant's people meet by chance
constexpr std::size_t kKeptDigits = 4;        // PCI DSS 3.4.1 allows the last four

// By the kind: a text full of findings writes many.
constexpr std::array<std::string_view, kPiiKinds.size()> kLabels{"[REDACTED:EMAIL]", "[REDACTED:PHONE]",
                                                                 "[REDACTED:SSN]", "[REDACTED:PAN]"};

std::string digits_of(std::string_view value) {
  std::string digits;
  for (const char c : value) {
    if (is_digit(c)) digits.push_back(c);
  }
  return digits;
}

std::string phone_form(std::string_view value) {
  std::string digits = digits_of(value);
  return digits.size() == 10 ? "1" + digits : digits;
}

bool is_all_digits(std::string_view text) noexcept { return std::all_of(text.begin(), text.end(), is_digit); }

}  // namespace

std::string normal_form(PiiKind kind, std::string_view value) {
  if (kind == PiiKind::phone) return phone_form(value);
  if (kind != PiiKind::email) return digits_of(value);
  std::string address(value);
  std::transform(address.begin(), address.end(), address.begin(), lower);
  return address;
}

Labels::Labels(const RedactionOptions& options) : mode_(options.mode) {
  if (mode_ == RedactionMode::pseudonym) key_.emplace(options.pseudonym_key.expose());
  for (const std::string& value : options.allowed) {
    const bool address = value.find('@') != std::string::npos;
    allowed_.push_back(normal_form(address ? PiiKind::email : PiiKind::pan, value));
    if (!address) allowed_.push_back(normal_form(PiiKind::phone, value));
  }
  std::sort(allowed_.begin(), allowed_.end());
}

bool Labels::is_allowed(PiiKind kind, std::string_view value) const {
  return !allowed_.empty() && std::binary_search(allowed_.begin(), allowed_.end(), normal_form(kind, value));
}

void Labels::append(std::string& out, PiiKind kind, std::string_view value) const {
  if (mode_ == RedactionMode::pseudonym) return append_pseudonym(out, kind, value);
  const std::string_view label = kLabels[static_cast<std::size_t>(kind)];
  if (mode_ != RedactionMode::partial || kind != PiiKind::pan) {
    out += label;
    return;
  }
  const std::string digits = digits_of(value);
  out += label.substr(0, label.size() - 1);
  out += ':';
  out += std::string_view(digits).substr(digits.size() - kKeptDigits);
  out += ']';
}

// The kind is part of what is hashed, so that a number is not the same person as a card and as a phone. Sixteen hex
// digits that are all decimal could pass for a card number when the output is redacted again: the next hash is taken
// then.
void Labels::append_pseudonym(std::string& out, PiiKind kind, std::string_view value) const {
  std::string message(to_string(kind));
  message += ':';
  message += normal_form(kind, value);
  Digest tag = key_->tag(as_bytes(message));
  while (is_all_digits(tag.to_hex().substr(0, kPseudonymDigits))) tag = key_->tag(tag.bytes);
  out += '[';
  out += to_string(kind);
  out += ':';
  out += tag.to_hex().substr(0, kPseudonymDigits);
  out += ']';
}

}  // namespace ratestack::redaction_detail
