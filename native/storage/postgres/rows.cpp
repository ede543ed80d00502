#include "native/storage/postgres/rows.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace ratestack::postgres {

std::int64_t read_bigint(std::string_view bytes) {
  if (bytes.size() != sizeof(std::int64_t)) return 0;
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<std::uint8_t>(byte);
  return static_cast<std::int64_t>(value);
}

Digest read_digest(std::string_view bytes) {
  Digest digest;
  if (bytes.size() == Digest::kSize) std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

void Rows::Clear::operator()(pg_result* result) const noexcept { PQclear(result); }

int Rows::size() const { return PQntuples(result_.get()); }

bool Rows::is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) == 1; }

std::string_view Rows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::optional<Timestamp> Rows::optional_time(int row, int column) const {
  if (is_null(row, column)) return std::nullopt;
  return time(row, column);
}

}  // namespace ratestack::postgres
