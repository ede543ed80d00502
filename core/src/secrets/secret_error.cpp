#include "ratestack/secrets/secret_error.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(SecretError error) {
  switch (error) {
    case SecretError::unknown_key:
      return "unknown_key";
    case SecretError::wrong_key:
      return "wrong_key";
    case SecretError::tampered:
      return "tampered";
    case SecretError::not_ciphertext:
      return "not_ciphertext";
    case SecretError::unknown_version:
      return "unknown_version";
    case SecretError::malformed_place:
      return "malformed_place";
    case SecretError::malformed_key:
      return "malformed_key";
    case SecretError::equal_keys:
      return "equal_keys";
    case SecretError::too_long:
      return "too_long";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(SecretError error) {
  static constexpr EnumCategory<SecretError, describe> kCategory{"secrets"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
