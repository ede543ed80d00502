#include "url/idna/tables.hpp"

#include "url/idna/packed_tables.hpp"

namespace ratestack::idna_detail {
namespace {

// The writer is ours too (make_idna_tables.py), and the bytes are constants: nothing is checked.
class PackedReader {
 public:
  explicit PackedReader(ByteSpan bytes) noexcept : next_(bytes.data()) {}

  std::uint8_t byte() noexcept { return *next_++; }

  std::uint32_t number() noexcept {
    std::uint32_t value = 0;
    for (int shift = 0;; shift += 7) {
      const std::uint32_t bits = byte();
      value |= (bits & 0x7F) << shift;
      if (bits < 0x80) return value;
    }
  }

  // 0, 1, 2, 3, ... stand for 0, -1, 1, -2, ...
  std::int32_t signed_number() noexcept {
    const std::uint32_t value = number();
    const auto half = static_cast<std::int32_t>(value >> 1);
    return value % 2 == 0 ? half : -half - 1;
  }

 private:
  const std::uint8_t* next_;
};

// The numbers of one column, each written as its difference from the one before it.
class Column {
 public:
  explicit Column(PackedReader& reader) noexcept : reader_(reader) {}
  std::int32_t next() noexcept { return value_ += reader_.signed_number(); }
  char32_t next_character() noexcept { return static_cast<char32_t>(next()); }

 private:
  PackedReader& reader_;
  std::int32_t value_ = 0;
};

std::vector<std::uint32_t> read_ranges(PackedReader& reader) {
  std::vector<std::uint32_t> ranges(reader.number());
  std::uint32_t first = 0;
  for (std::uint32_t& range : ranges) range = (first += reader.number()) << 8;
  for (std::uint32_t& range : ranges) range |= reader.byte();
  return ranges;
}

// Three columns: the shifts; of the texts where each begins, and how long each is.
std::vector<std::int32_t> read_mapping_values(PackedReader& reader, RangeTable mappings) {
  std::vector<std::int32_t> values(mappings.size());
  const auto for_each = [&](Mapping kind, auto use) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (static_cast<Mapping>(mappings[i] & 0xFF) == kind) use(values[i]);
    }
  };
  for_each(Mapping::shifted, [column = Column(reader)](std::int32_t& value) mutable { value = column.next(); });
  for_each(Mapping::text, [column = Column(reader)](std::int32_t& value) mutable { value = column.next() * 0x100; });
  for_each(Mapping::text, [&](std::int32_t& value) { value |= reader.byte(); });
  return values;
}

std::u32string read_text(PackedReader& reader) {
  std::u32string text(reader.number(), U'\0');
  Column column(reader);
  for (char32_t& character : text) character = column.next_character();
  return text;
}

std::vector<Decomposition> read_decompositions(PackedReader& reader) {
  std::vector<Decomposition> entries(reader.number());
  for (const auto part : {&Decomposition::composite, &Decomposition::first, &Decomposition::second}) {
    Column column(reader);
    for (Decomposition& entry : entries) entry.*part = column.next_character();
  }
  return entries;
}

std::vector<std::uint16_t> read_compositions(PackedReader& reader) {
  std::vector<std::uint16_t> indices(reader.number());
  Column column(reader);
  for (std::uint16_t& index : indices) index = static_cast<std::uint16_t>(column.next());
  return indices;
}

Tables unpack(ByteSpan packed) {
  PackedReader reader(packed);
  Tables tables;
  tables.mappings = read_ranges(reader);
  tables.mapping_values = read_mapping_values(reader, tables.mappings);
  tables.mapping_texts = read_text(reader);
  tables.properties = read_ranges(reader);
  tables.combining_classes = read_ranges(reader);
  tables.decompositions = read_decompositions(reader);
  tables.compositions = read_compositions(reader);
  return tables;
}

}  // namespace

const Tables& tables() {
  static const Tables unpacked = unpack(kPackedTables);
  return unpacked;
}

}  // namespace ratestack::idna_detail
