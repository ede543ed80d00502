#include "native/storage/postgres/params.hpp"

namespace ratestack::postgres {
namespace {

constexpr int kBinary = 1;

template <typename Unsigned>
void append_big_endian(std::string& out, Unsigned value) {
  for (int shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8) {
    out += static_cast<char>((value >> shift) & 0xff);
  }
}

void append_length(std::string& out, std::size_t size) { append_big_endian(out, static_cast<std::uint32_t>(size)); }

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

ArrayParam::ArrayParam(Of type, std::size_t elements, std::size_t bytes_each) {
  bytes_.reserve(20 + elements * (bytes_each + 4));
  append_length(bytes_, elements == 0 ? 0 : 1);  // dimensions
  append_length(bytes_, 0);                      // no nulls
  append_big_endian(bytes_, static_cast<std::uint32_t>(type));
  if (elements == 0) return;
  append_length(bytes_, elements);
  append_length(bytes_, 1);  // lower bound
}

ArrayParam& ArrayParam::add(std::int64_t value) {
  append_length(bytes_, sizeof value);
  append_big_endian(bytes_, static_cast<std::uint64_t>(value));
  return *this;
}

ArrayParam& ArrayParam::add(std::string_view text) {
  append_length(bytes_, text.size());
  bytes_ += text;
  return *this;
}

ArrayParam& ArrayParam::add(const Digest& digest) { return add(bytes_of(digest)); }

Params& Params::add(std::int64_t value) {
  std::string bytes;
  append_big_endian(bytes, static_cast<std::uint64_t>(value));
  values_.emplace_back(std::move(bytes));
  return *this;
}

Params& Params::add(std::string_view text) {
  values_.emplace_back(text);
  return *this;
}

Params& Params::add(const Digest& digest) { return add(bytes_of(digest)); }

Params& Params::add(const std::optional<Timestamp>& time) {
  if (time) return add(*time);
  values_.emplace_back(std::nullopt);
  return *this;
}

Params& Params::add(ArrayParam array) {
  values_.emplace_back(std::move(array.bytes_));
  return *this;
}

Params& Params::add(const service::Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell.value)) return add(*number);
  if (const auto* text = std::get_if<std::string>(&cell.value)) return add(std::string_view(*text));
  if (const auto* blob = std::get_if<service::Blob>(&cell.value)) return add(std::string_view(blob->bytes));
  values_.emplace_back(std::nullopt);
  return *this;
}

Params& Params::add(const service::TableRow& row) {
  for (const service::Cell& cell : row) add(cell);
  return *this;
}

Params::Lists Params::lists() const {
  Lists lists;
  for (const auto& value : values_) {
    lists.values.push_back(value ? value->data() : nullptr);
    lists.lengths.push_back(value ? static_cast<int>(value->size()) : 0);
    lists.formats.push_back(kBinary);
  }
  return lists;
}

}  // namespace ratestack::postgres
