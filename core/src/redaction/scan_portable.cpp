#include "redaction/characters.hpp"
#include "redaction/scan.hpp"

namespace ratestack::redaction_detail {

BlockMasks classify_portable(const char* bytes) noexcept {
  BlockMasks masks{};
  for (unsigned i = 0; i < kBlock; ++i) {
    const unsigned classes = kClasses[static_cast<unsigned char>(bytes[i])];
    const char c = bytes[i];
    const auto bit = [&](bool set) { return std::uint64_t{set ? 1U : 0U} << i; };
    masks.digits |= bit((classes & kDigit) != 0);
    masks.letters |= bit((classes & kLetter) != 0);
    masks.signs |= bit(c == '+' || c == '/' || c == '-' || c == '_');
    masks.joiners |= bit((classes & kJoiner) != 0 || c == '%');
    masks.hot |= bit(c == '@' || ((classes & kFoldLead) != 0 && (classes & kNonAscii) == 0));
    masks.non_ascii |= bit((classes & kNonAscii) != 0);
  }
  return masks;
}

}  // namespace ratestack::redaction_detail
