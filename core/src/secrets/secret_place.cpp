#include "ratestack/secrets/secret_place.hpp"

#include <algorithm>

#include "ratestack/secrets/secret_error.hpp"

namespace ratestack {
namespace {

bool is_part(std::string_view part) {
  return !part.empty() && part.size() <= SecretPlace::kMaxPart &&
         std::all_of(part.begin(), part.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '|'; });
}

}  // namespace

Result<SecretPlace> SecretPlace::of(std::string_view org_id, std::string_view table, std::string_view column,
                                    std::string_view row_id) {
  std::string text;
  for (const std::string_view part : {org_id, table, column, row_id}) {
    if (!is_part(part)) return SecretError::malformed_place;
    if (!text.empty()) text += '|';
    text += part;
  }
  return SecretPlace(std::move(text));
}

}  // namespace ratestack
