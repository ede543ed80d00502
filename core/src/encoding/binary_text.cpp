#include "ratestack/encoding/binary_text.hpp"

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

std::string_view describe(BinaryTextError error) {
  switch (error) {
    case BinaryTextError::bad_length:
      return "bad_length";
    case BinaryTextError::bad_character:
      return "bad_character";
    case BinaryTextError::nonzero_tail:
      return "nonzero_tail";
  }
  return "unknown";
}

}  // namespace

boost::system::error_code make_error_code(BinaryTextError error) {
  static constexpr EnumCategory<BinaryTextError, describe> kCategory{"binary_text"};
  return {static_cast<int>(error), kCategory};
}

}  // namespace ratestack
