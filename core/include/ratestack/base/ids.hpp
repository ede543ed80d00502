// Strong identifiers: a lower-case prefix, then a ULID (26 characters of Crockford base32: 48 bits of milliseconds,
// 80 bits of entropy), so that ids sort by creation time. An OrgId can never be passed where a UserId is meant.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"

namespace ratestack {

enum class IdError { malformed_id = 1 };
boost::system::error_code make_error_code(IdError error);

}  // namespace ratestack

// Before its first use below, where the template would otherwise be instantiated without it.
template <>
struct boost::system::is_error_code_enum<ratestack::IdError> : std::true_type {};

namespace ratestack {

inline constexpr std::size_t kUlidEntropyBytes = 10;
using UlidEntropy = std::span<const std::uint8_t, kUlidEntropyBytes>;

namespace detail {
[[nodiscard]] std::string make_ulid_id(std::string_view prefix, Timestamp now, UlidEntropy entropy);
/// True for `prefix` + 26 upper-case Crockford digits whose first is 0-7 (128 bits, not 130).
[[nodiscard]] bool is_ulid_id(std::string_view prefix, std::string_view text) noexcept;
}  // namespace detail

/// `Tag` supplies `static constexpr std::string_view kPrefix`. Always holds a well-formed id.
template <typename Tag>
class Id {
 public:
  static Result<Id> parse(std::string_view text) {
    if (!detail::is_ulid_id(Tag::kPrefix, text)) return Error(IdError::malformed_id, std::string(Tag::kPrefix));
    return Id(std::string(text));
  }
  /// `entropy` must be fresh from a cryptographic source for each id; times before 1970 count as 1970.
  static Id make(Timestamp now, UlidEntropy entropy) { return Id(detail::make_ulid_id(Tag::kPrefix, now, entropy)); }

  /// The view lives as long as this id.
  [[nodiscard]] std::string_view view() const noexcept { return text_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  friend bool operator==(const Id&, const Id&) = default;
  // Written out: the WASM build's libc++ has no <=> for std::string.
  friend std::strong_ordering operator<=>(const Id& a, const Id& b) noexcept { return a.text_.compare(b.text_) <=> 0; }

 private:
  explicit Id(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct OrgTag {
  static constexpr std::string_view kPrefix = "org_";
};
struct UserTag {
  static constexpr std::string_view kPrefix = "usr_";
};
struct KeyTag {
  static constexpr std::string_view kPrefix = "key_";
};
struct SecretTag {
  static constexpr std::string_view kPrefix = "sec_";
};
struct JobTag {
  static constexpr std::string_view kPrefix = "job_";
};
struct SessionTag {
  static constexpr std::string_view kPrefix = "ses_";
};
struct FactorTag {
  static constexpr std::string_view kPrefix = "mfa_";
};
struct PasskeyTag {
  static constexpr std::string_view kPrefix = "pky_";
};
struct GrantTag {
  static constexpr std::string_view kPrefix = "grant_";
};
struct ServerKeyTag {
  static constexpr std::string_view kPrefix = "srv_";
};
struct LoanTag {
  static constexpr std::string_view kPrefix = "loan_";
};
struct SheetTag {
  static constexpr std::string_view kPrefix = "rs_";
};
struct LockTag {
  static constexpr std::string_view kPrefix = "lock_";
};
struct DocumentTag {
  static constexpr std::string_view kPrefix = "doc_";
};
struct SubscriptionTag {
  static constexpr std::string_view kPrefix = "whk_";
};
using OrgId = Id<OrgTag>;
using UserId = Id<UserTag>;
using KeyId = Id<KeyTag>;
using SecretId = Id<SecretTag>;
using JobId = Id<JobTag>;
using SessionId = Id<SessionTag>;
using FactorId = Id<FactorTag>;
using PasskeyId = Id<PasskeyTag>;
using GrantId = Id<GrantTag>;
using ServerKeyId = Id<ServerKeyTag>;
using LoanId = Id<LoanTag>;
using SheetId = Id<SheetTag>;
using LockId = Id<LockTag>;
using DocumentId = Id<DocumentTag>;
using SubscriptionId = Id<SubscriptionTag>;

}  // namespace ratestack
