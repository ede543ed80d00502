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
#if defined(__wasm_simd128__)
  constexpr ClassifyBlock classify_block = classify_simd128;  // no choice: called directly, and inlined
#else
  static const ClassifyBlock classify_block = block_classifier();
#endif
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

// Where twelve bits follow each other; near the end of the block, where they may.
std::uint64_t twelve_follow(std::uint64_t bits) noexcept {
  const std::uint64_t two = bits & shift_in_ones(bits, 1);
  const std::uint64_t four = two & shift_in_ones(two, 2);
  const std::uint64_t eight = four & shift_in_ones(four, 4);
  return eight & shift_in_ones(four, 8);
}

// Where nine bits follow each other: shorter clusters cannot hold nine digits.
std::uint64_t runs_of_nine(std::uint64_t bits) noexcept {
  const std::uint64_t two = bits & bits >> 1;
  const std::uint64_t four = two & two >> 2;
  const std::uint64_t eight = four & four >> 4;
  return eight & bits >> 8;
}

// Behind the bits that follow each other from `first` on.
unsigned end_of_run(std::uint64_t bits, unsigned first) noexcept {
  return first + static_cast<unsigned>(std::countr_one(bits >> first));
}

constexpr std::uint64_t below(unsigned bit) noexcept {
  return bit >= kBlock ? ~std::uint64_t{0} : (std::uint64_t{1} << bit) - 1;
}

// Of `places`, those whose character is the first of its kind.
constexpr std::uint64_t begins(std::uint64_t places, std::uint64_t kind, std::uint64_t after_kind) noexcept {
  return places & ~(kind << 1 | after_kind);
}

// By hand where the instruction cannot be taken for granted: std::popcount is a call into the compiler's library there.
unsigned count(std::uint64_t bits) noexcept {
#if defined(__wasm__) || defined(__POPCNT__)
  return static_cast<unsigned>(std::popcount(bits));
#else
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return static_cast<unsigned>((bits * 0x0101010101010101) >> 56);
#endif
}

unsigned position_of_nth(std::uint64_t bits, unsigned n) noexcept {
  while (--n != 0) bits &= bits - 1;
  return static_cast<unsigned>(std::countr_zero(bits));
}

}  // namespace

Block::Block(const Subject& subject, std::size_t begin) noexcept : begin_(begin) {
  const BlockMasks masks = classify(subject.text, begin);
  digits_ = masks.digits;
  cluster_ = masks.digits | masks.joiners;
  hot_ = masks.hot;
  alnum_ = masks.digits | masks.letters;
  token_ = alnum_ | masks.signs;
  long_words_ = twelve_follow(alnum_);
  long_tokens_ = twelve_follow(token_);
  if (masks.non_ascii != 0 && subject.form == Form::raw) {
    cluster_ |= masks.non_ascii;
    hot_ |= hot_leads(masks.non_ascii, subject.text.data() + begin);
  }
}

BlockEvents::BlockEvents(const Block& block, const Subject& subject, std::size_t at, std::size_t stop,
                         unsigned digits) noexcept
    : begin_(block.begin_), end_(std::min(stop, block.begin_ + kBlock)) {
  const auto first = static_cast<unsigned>(at - begin_);
  const auto last = static_cast<unsigned>(end_ - begin_);
  const std::uint64_t within = below(last) & ~below(first);
  const char before = subject.previous(at);
  const std::uint64_t words =
      begins(block.long_words_, block.alnum_ & ~below(first), std::uint64_t{is_alnum(before) ? 1U : 0U} << first);
  const std::uint64_t tokens =
      begins(block.long_tokens_, block.token_ & ~below(first), std::uint64_t{is_token_char(before) ? 1U : 0U} << first);
  hot_ = (block.hot_ | words | tokens) & within;
  find_clusters(block.digits_ & within, block.cluster_ & within, first, last, digits);
}

void BlockEvents::find_clusters(std::uint64_t digits, std::uint64_t cluster, unsigned first, unsigned last,
                                unsigned before) noexcept {
  const auto tail = static_cast<unsigned>(std::countl_one(cluster << (kBlock - last)));
  const bool through = tail >= last - first;  // one cluster from end to end
  digits_at_end_ = tail == 0 ? 0 : count(digits & ~below(last - tail)) + (through ? before : 0);
  if (before > 0 && ends_number(digits & below(end_of_run(cluster, first)), kFewestDigits - before)) return;
  const std::uint64_t nine = runs_of_nine(cluster);
  for (std::uint64_t starts = nine & ~(nine << 1); starts != 0; starts &= starts - 1) {
    const auto start = static_cast<unsigned>(std::countr_zero(starts));
    if (ends_number(digits & below(end_of_run(cluster, start)) & ~below(start), kFewestDigits)) return;
  }
}

bool BlockEvents::ends_number(std::uint64_t digits, unsigned wanted) noexcept {
  if (count(digits) < wanted) return false;
  ninth_digit_ = position_of_nth(digits, wanted);
  return true;
}

}  // namespace ratestack::redaction_detail
