// Parameters of a statement in PostgreSQL's binary format: what is sent is never part of SQL text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/moved_tables.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"

namespace ratestack::postgres {

/// A one-dimensional array parameter (binary format of array_recv): bigint[], bytea[] or text[].
class ArrayParam {
 public:
  enum class Of : std::uint32_t { bigint = 20, bytea = 17, text = 25 };  // type OIDs, fixed by PostgreSQL

  ArrayParam(Of type, std::size_t elements, std::size_t bytes_each);
  ArrayParam& add(std::int64_t value);
  ArrayParam& add(std::uint64_t value) { return add(static_cast<std::int64_t>(value)); }  // ids and counts: below 2^63
  ArrayParam& add(std::string_view text);
  ArrayParam& add(const Digest& digest);

 private:
  friend class Params;
  std::string bytes_;
};

/// In the order of $1, $2, ...; owns its bytes.
class Params {
 public:
  Params& add(std::int64_t value);
  Params& add(std::uint64_t value) { return add(static_cast<std::int64_t>(value)); }
  Params& add(std::string_view text);
  Params& add(const Digest& digest);
  Params& add(Timestamp time) { return add(time.micros()); }
  Params& add(const std::optional<Timestamp>& time);
  Params& add(ArrayParam array);
  Params& add(const service::Cell& cell);
  Params& add(const service::TableRow& row);  // a parameter a cell

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  /// In libpq's form; live until the next add.
  struct Lists {
    std::vector<const char*> values;
    std::vector<int> lengths, formats;
  };
  [[nodiscard]] Lists lists() const;

 private:
  std::vector<std::optional<std::string>> values_;
};

}  // namespace ratestack::postgres
