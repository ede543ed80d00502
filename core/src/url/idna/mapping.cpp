#include "url/idna/mapping.hpp"

#include "url/idna/tables.hpp"

namespace ratestack::idna_detail {
namespace {

struct Range {
  Mapping mapping;
  std::uint32_t first;
  std::int32_t value;
};

Range find_range(char32_t c) noexcept {
  const std::size_t index = range_of(tables().mappings, c);
  const std::uint32_t word = tables().mappings[index];
  return {static_cast<Mapping>(word & 0xFF), word >> 8, tables().mapping_values[index]};
}

bool is_mapped_alternate(const Range& range, char32_t c) noexcept { return (c - range.first) % 2 == 0; }

void append_text(std::u32string& out, std::int32_t value) {
  const auto word = static_cast<std::uint32_t>(value);
  out.append(tables().mapping_texts, word >> 8, word & 0xFF);
}

}  // namespace

void append_mapped(std::u32string& out, char32_t c) {
  const Range range = find_range(c);
  switch (range.mapping) {
    case Mapping::valid:
    case Mapping::disallowed:
      out += c;
      break;
    case Mapping::ignored:
      break;
    case Mapping::shifted:
      out += static_cast<char32_t>(static_cast<std::int32_t>(c) + range.value);
      break;
    case Mapping::alternating:
      out += is_mapped_alternate(range, c) ? c + 1 : c;
      break;
    case Mapping::text:
      append_text(out, range.value);
      break;
  }
}

bool is_valid(char32_t c) noexcept {
  const Range range = find_range(c);
  return range.mapping == Mapping::valid || (range.mapping == Mapping::alternating && !is_mapped_alternate(range, c));
}

}  // namespace ratestack::idna_detail
