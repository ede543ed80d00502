// Recovery codes as people type them: whatever counts as a code counts in its printed spelling too, for one user alone.
#include "ratestack/identity/recovery_code.hpp"

#include <string>

#include "exact_copy.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  static const UserId kUser = UserId::parse("usr_01J9ZQ4K7M8N9PQRSTVWXYZ012").value();
  static const UserId kOther = UserId::parse("usr_01J9ZQ4K7M8N9PQRSTVWXYZ013").value();
  const fuzzing::ExactCopy input(data, size);
  const auto hash = recovery_code_hash(kUser, input.view());
  if (!hash) return 0;
  std::string digits;
  for (const char c : input.view()) {
    if (c != ' ' && c != '-') digits += c;
  }
  fuzzing::require(digits.size() == kRecoveryCodeCharacters, "a code has its length");
  fuzzing::require(recovery_code_hash(kUser, digits) == hash, "spaces and dashes are nothing");
  for (char& c : digits) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  fuzzing::require(recovery_code_hash(kUser, digits) == hash, "case is nothing");
  fuzzing::require(recovery_code_hash(kOther, input.view()) != hash, "a code is one user's");
  return 0;
}
