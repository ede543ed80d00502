#include "url/idna/normalization.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "url/idna/tables.hpp"

namespace ratestack::idna_detail {
namespace {

// The Unicode Standard, section 3.12: Hangul syllables by arithmetic.
constexpr char32_t kSBase = 0xAC00, kLBase = 0x1100, kVBase = 0x1161, kTBase = 0x11A7;
constexpr char32_t kLCount = 19, kVCount = 21, kTCount = 28;
constexpr char32_t kNCount = kVCount * kTCount, kSCount = kLCount * kNCount;

// While it is worked on, a character carries its combining class in the bits that no code point needs.
constexpr int kClassShift = 24;
constexpr char32_t kCodePointMask = (1U << kClassShift) - 1;

constexpr char32_t code_point_of(char32_t character) noexcept { return character & kCodePointMask; }
constexpr char32_t class_of(char32_t character) noexcept { return character >> kClassShift; }

char32_t with_class(char32_t c) noexcept {
  return static_cast<char32_t>(value_of(tables().combining_classes, c)) << kClassShift | c;
}

constexpr bool is_in(char32_t c, char32_t base, char32_t count) noexcept { return c >= base && c - base < count; }

void append_hangul_decomposed(std::u32string& out, char32_t syllable) {
  const char32_t index = syllable - kSBase;
  out.push_back(kLBase + index / kNCount);
  out.push_back(kVBase + index % kNCount / kTCount);
  if (index % kTCount != 0) out.push_back(kTBase + index % kTCount);
}

void append_decomposed(std::u32string& out, char32_t c) {
  if (is_in(c, kSBase, kSCount)) return append_hangul_decomposed(out, c);
  const auto before = [](const Decomposition& entry, char32_t wanted) { return entry.composite < wanted; };
  const std::vector<Decomposition>& entries = tables().decompositions;
  const auto found = std::lower_bound(entries.begin(), entries.end(), c, before);
  if (found == entries.end() || found->composite != c) {
    out += with_class(c);
    return;
  }
  append_decomposed(out, found->first);
  if (found->second != 0) append_decomposed(out, found->second);
}

// By combining class, equal ones as they came: sorted as class, then place in the run, with the code point carried
// along.
void sort_run(std::span<char32_t> marks) {
  constexpr int kPlaceShift = 21;  // code points have as many bits
  constexpr int kSortedClassShift = 56;
  std::vector<std::uint64_t> keys;
  keys.reserve(marks.size());
  for (const char32_t mark : marks) {
    keys.push_back(std::uint64_t{class_of(mark)} << kSortedClassShift | std::uint64_t{keys.size()} << kPlaceShift |
                   code_point_of(mark));
  }
  std::sort(keys.begin(), keys.end());
  std::transform(keys.begin(), keys.end(), marks.begin(), [](std::uint64_t key) {
    const auto code_point = static_cast<char32_t>(key & ((1U << kPlaceShift) - 1));
    return static_cast<char32_t>(key >> kSortedClassShift) << kClassShift | code_point;
  });
}

// Canonical ordering: each run of marks by itself.
void order_marks(std::u32string& text) {
  const auto is_starter = [](char32_t c) { return class_of(c) == 0; };
  for (auto run = text.begin(); run != text.end();) {
    run = std::find_if_not(run, text.end(), is_starter);
    const auto end = std::find_if(run, text.end(), is_starter);
    const auto length = static_cast<std::size_t>(end - run);
    if (length > 1) sort_run({&*run, length});
    run = end;
  }
}

char32_t compose_hangul(char32_t first, char32_t second) noexcept {
  if (is_in(first, kLBase, kLCount) && is_in(second, kVBase, kVCount)) {
    return kSBase + ((first - kLBase) * kVCount + (second - kVBase)) * kTCount;
  }
  const bool is_lv = is_in(first, kSBase, kSCount) && (first - kSBase) % kTCount == 0;
  return is_lv && is_in(second, kTBase + 1, kTCount - 1) ? first + (second - kTBase) : 0;
}

// 0: the two do not compose.
char32_t compose(char32_t first, char32_t second) noexcept {
  if (const char32_t syllable = compose_hangul(first, second)) return syllable;
  const std::uint64_t wanted = std::uint64_t{first} << 32 | second;
  const std::vector<Decomposition>& entries = tables().decompositions;
  const std::vector<std::uint16_t>& indices = tables().compositions;
  const auto pair_at = [&entries](std::uint16_t i) {
    return std::uint64_t{entries[i].first} << 32 | entries[i].second;
  };
  const auto found = std::lower_bound(indices.begin(), indices.end(), wanted,
                                      [&](std::uint16_t i, std::uint64_t pair) { return pair_at(i) < pair; });
  return found != indices.end() && pair_at(*found) == wanted ? entries[*found].composite : 0;
}

// Canonical composition: each character with the last starter, unless one between them blocks it (D115). Leaves code
// points.
void compose_all(std::u32string& text) {
  std::size_t size = 0;
  std::size_t starter = text.size();
  char32_t last_class = 0;
  for (const char32_t character : text) {
    const char32_t c = code_point_of(character);
    const char32_t its_class = class_of(character);
    const bool is_blocked = starter >= size || (starter + 1 != size && last_class >= its_class);
    if (const char32_t composite = is_blocked ? 0 : compose(text[starter], c)) {
      text[starter] = composite;
      continue;
    }
    if (its_class == 0) starter = size;
    last_class = its_class;
    text[size++] = c;
  }
  text.resize(size);
}

}  // namespace

std::u32string to_nfc(std::u32string_view text) {
  // Nothing below U+0300 changes or combines.
  if (std::all_of(text.begin(), text.end(), [](char32_t c) { return c < 0x300; })) return std::u32string(text);
  std::u32string out;
  out.reserve(text.size() + text.size() / 2);
  for (const char32_t c : text) append_decomposed(out, c);
  order_marks(out);
  compose_all(out);
  return out;
}

}  // namespace ratestack::idna_detail
