// A new password, of any bytes: what is accepted is well-formed text within the bounds, capitals hide neither a name
// nor a common password, and no input takes long.
#include "ratestack/identity/password_policy.hpp"

#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/encoding/utf8.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const std::string_view text = input.view();
  const std::string_view name = text.substr(0, text.find('\n'));
  const std::string_view password = text.substr(std::min(text.size(), name.size() + 1));
  const PasswordRules rules;
  std::string upper(password);
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  fuzzing::require(is_common_password(password) == is_common_password(upper), "capitals hide nothing");
  const auto flaw = find_flaw(password, {name, name}, rules);
  fuzzing::require(flaw == find_flaw(upper, {name, name}, rules), "capitals change no flaw");
  if (flaw) return 0;
  fuzzing::require(password.size() >= rules.min_characters && password.size() <= rules.max_bytes, "it has a length");
  fuzzing::require(find_invalid_utf8(password) == password.size(), "it is text");
  fuzzing::require(!is_common_password(password), "it is not common");
  return 0;
}
