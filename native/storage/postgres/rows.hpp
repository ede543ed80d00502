// The rows that a statement answered, in binary format.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/crypto/digest.hpp"

struct pg_result;

namespace ratestack::postgres {

/// 8 bytes, most significant first; 0 for any other length.
[[nodiscard]] std::int64_t read_bigint(std::string_view bytes);
/// Zeros where there are not 32 bytes: a chain check then names the row instead of the read failing.
[[nodiscard]] Digest read_digest(std::string_view bytes);

/// Owns the answer; views live as long as it does. Columns from 0.
class Rows {
 public:
  explicit Rows(pg_result* taken) : result_(taken) {}

  [[nodiscard]] int size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] bool is_null(int row, int column) const;
  [[nodiscard]] std::string_view text(int row, int column) const;
  [[nodiscard]] std::int64_t integer(int row, int column) const { return read_bigint(text(row, column)); }
  [[nodiscard]] std::uint64_t count(int row, int column) const {
    return static_cast<std::uint64_t>(integer(row, column));
  }
  [[nodiscard]] bool boolean(int row, int column) const { return text(row, column) == std::string_view("\1", 1); }
  [[nodiscard]] Digest digest(int row, int column) const { return read_digest(text(row, column)); }
  [[nodiscard]] Timestamp time(int row, int column) const { return Timestamp::from_micros(integer(row, column)); }
  [[nodiscard]] std::optional<Timestamp> optional_time(int row, int column) const;

 private:
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  std::unique_ptr<pg_result, Clear> result_;
};

}  // namespace ratestack::postgres
