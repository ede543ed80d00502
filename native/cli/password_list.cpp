#include "native/cli/password_list.hpp"

#include <algorithm>
#include <array>

#include "native/service/identity/breached_passwords.hpp"
#include "ratestack/encoding/hex.hpp"

namespace ratestack::cli {
namespace {

constexpr std::size_t kSha1Digits = 40, kNtlmDigits = 32;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kGzip = "\x1F\x8B";

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// So many digits of a hash, and a count behind a colon or none.
bool is_hash_line(std::string_view line, std::size_t digits) {
  if (line.size() < digits || !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(digits), is_hex)) {
    return false;
  }
  const std::string_view rest = line.substr(digits);
  return rest.empty() ||
         (rest.size() > 1 && rest.front() == ':' && std::all_of(rest.begin() + 1, rest.end(), is_digit));
}

// Lines that the ranges of Have I Been Pwned are padded with.
bool has_count_of_none(std::string_view line) {
  return line.size() > kSha1Digits && line.find_first_not_of('0', kSha1Digits + 1) == std::string_view::npos;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::optional<PasswordFingerprint> fingerprint_of_entry(std::string_view entry, PasswordListForm form) {
  if (form == PasswordListForm::plain) return service::fingerprint_of(entry);
  std::array<char, kSha1Digits> digits{};
  std::transform(entry.begin(), entry.begin() + kSha1Digits, digits.begin(), lower);
  PasswordFingerprint fingerprint;
  const bool read = hex_decode_into({digits.data(), digits.size()}, fingerprint.bytes);
  return read ? std::optional(fingerprint) : std::nullopt;
}

std::optional<InputProblem> PasswordListReader::feed(std::string_view piece, const Visitor& visit) {
  while (!piece.empty()) {
    const std::size_t end = piece.find('\n');
    const std::string_view part = piece.substr(0, end);
    if (end != std::string_view::npos && line_.empty() && part.size() <= kMaxLine) {  // most lines: not copied
      if (auto problem = read_line(part, visit)) return problem;
    } else {
      line_ += part.substr(0, kMaxLine + 1 - line_.size());
      if (end == std::string_view::npos) return std::nullopt;
      if (auto problem = end_line(visit)) return problem;
    }
    piece.remove_prefix(end + 1);
  }
  return std::nullopt;
}

std::optional<InputProblem> PasswordListReader::finish(const Visitor& visit) {
  return line_.empty() ? std::nullopt : end_line(visit);
}

std::optional<InputProblem> PasswordListReader::end_line(const Visitor& visit) {
  auto problem = read_line(line_, visit);
  line_.clear();
  return problem;
}

std::optional<InputProblem> PasswordListReader::read_line(std::string_view line, const Visitor& visit) {
  ++number_;
  if (number_ == 1 && line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) return std::nullopt;
  if (!form_) {
    if (auto problem = tell_form(line)) return problem;
  }
  if (form_ == PasswordListForm::sha1) return read_sha1(line, visit);
  read_plain(line, visit);
  return std::nullopt;
}

std::optional<InputProblem> PasswordListReader::tell_form(std::string_view first_line) {
  if (first_line.starts_with(kGzip)) {
    return InputProblem{"the list is compressed; use: zcat FILE | ratestack passwords build-filter -"};
  }
  if (is_hash_line(first_line, kNtlmDigits) && first_line.size() > kNtlmDigits) {
    return InputProblem{"the list holds NTLM hashes; the SHA-1 version of it is wanted"};
  }
  form_ = is_hash_line(first_line, kSha1Digits) ? PasswordListForm::sha1 : PasswordListForm::plain;
  return std::nullopt;
}

std::optional<InputProblem> PasswordListReader::read_sha1(std::string_view line, const Visitor& visit) {
  if (!is_hash_line(line, kSha1Digits)) {
    return InputProblem{"line " + std::to_string(number_) +
                        " is not a SHA-1 in hexadecimal, with or without a colon and a count"};
  }
  if (has_count_of_none(line)) {
    ++left_out_;
  } else {
    visit(line.substr(0, kSha1Digits));
  }
  return std::nullopt;
}

void PasswordListReader::read_plain(std::string_view line, const Visitor& visit) {
  if (line.size() > kMaxLine || count_characters(line) < rules_.min_characters) {
    ++left_out_;
  } else {
    visit(line);
  }
}

}  // namespace ratestack::cli
