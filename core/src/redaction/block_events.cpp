#include "redaction/block_events.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "redaction/characters.hpp"

namespace ratestack::redaction_detail {
namespace {

// Lead bytes of the sequences that hold decimal digits or an '@' (unicode_tables.hpp; U+FF20, U+FE6B). CJK and most
// letters have others.
constexpr std::array<bool, 256> kHotLeads = [] {
  std::array<bool, 256> table{};
  for (const unsigned lead : {0xD9U, 0xDBU, 0xDFU, 0xE0U, 0xE1U, 0xEAU, 0xEFU, 0xF0U}) table[lead] = true;
  return table;
}();

BlockMasks classify(std::string_view text, std::size_t at) noexcept {
  static const ClassifyBlock classify_block = block_classifier();
  if (text.size() - at >= kBlock) return classify_block(text.data() + at);
  std::array<char, kBlock> padded{};
  std::memcpy(padded.data(), text.data() + at, text.size() - at);
  return classify_block(padded.data());
}

std::uint64_t hot_leads(std::uint64_t non_ascii, const char* block) noexcept {
  std::uint64_t leads = 0;
  for (std::uint64_t rest = non_ascii; rest != 0; rest &= rest - 1) {
    const int i = std::countr_zero(rest);
    if (kHotLeads[static_cast<unsigned char>(block[i])]) leads |= std::uint64_t{1} << i;
  }
  return leads;
}

constexpr std::uint64_t shift_in_ones(std::uint64_t bits, unsigned count) noexcept {
  return bits >> count | ~(~std::uint64_t{0} >> count);
}

// Where a word of twelve letters and digits begins that may be base64; near the end of the block, where it may go on.
std::uint64_t long_words(std::uint64_t alnum, bool after_word) noexcept {
  const std::uint64_t two = alnum & shift_in_ones(alnum, 1);
  const std::uint64_t four = two & shift_in_ones(two, 2);
  const std::uint64_t eight = four & shift_in_ones(four, 4);
  const std::uint64_t twelve = eight & shift_in_ones(four, 8);
  return twelve & ~(alnum << 1 | std::uint64_t{after_word ? 1U : 0U});
}

constexpr std::uint64_t below(unsigned bit) noexcept {
  return bit >= kBlock ? ~std::uint64_t{0} : (std::uint64_t{1} << bit) - 1;
}

unsigned count(std::uint64_t bits) noexcept { return static_cast<unsigned>(std::popcount(bits)); }

unsigned position_of_nth(std::uint64_t bits, unsigned n) noexcept {
  while (--n != 0) bits &= bits - 1;
  return static_cast<unsigned>(std::countr_zero(bits));
}

}  // namespace

BlockEvents::BlockEvents(const Subject& subject, std::size_t at, unsigned size, unsigned digits) noexcept {
  const BlockMasks masks = classify(subject.text, at);
  hot_ = masks.hot | long_words(masks.letters | masks.digits, is_alnum(subject.previous(at)));
  if (masks.non_ascii != 0) hot_ |= hot_leads(masks.non_ascii, subject.text.data() + at);
  hot_ &= below(size);
  const std::uint64_t within = below(size);
  find_clusters(masks.digits & within, (masks.digits | masks.joiners | masks.non_ascii) & within, digits, size);
}

void BlockEvents::find_clusters(std::uint64_t digits, std::uint64_t cluster, unsigned before, unsigned size) noexcept {
  const unsigned tail = size == 0 ? 0 : static_cast<unsigned>(std::countl_one(cluster << (kBlock - size)));
  const bool through = tail >= size;  // one cluster fills the block
  digits_at_end_ = count(digits & ~below(size - std::min(tail, size))) + (through ? before : 0);
  if (count(digits) + before < kFewestDigits) return;
  const unsigned joined = static_cast<unsigned>(std::countr_one(cluster));  // these go on from before
  for (std::uint64_t rest = digits; rest != 0;) {
    const auto first = static_cast<unsigned>(std::countr_zero(rest));
    const std::uint64_t gaps = ~cluster & ~below(first);
    const unsigned end = gaps == 0 ? kBlock : static_cast<unsigned>(std::countr_zero(gaps));
    const std::uint64_t segment = rest & below(end);
    const unsigned counted = first < joined ? before : 0;
    if (counted + count(segment) >= kFewestDigits) {
      ninth_digit_ = position_of_nth(segment, kFewestDigits - counted);
      return;
    }
    rest &= ~below(end);
  }
}

}  // namespace ratestack::redaction_detail
