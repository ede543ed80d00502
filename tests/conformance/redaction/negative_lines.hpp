// Lines that hold numbers, ids and hashes of every kind that logs are full of, and nothing personal.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace ratestack::testing {

class NegativeLines {
 public:
  explicit NegativeLines(std::uint64_t seed) : random_(seed) {}
  [[nodiscard]] std::string next();

 private:
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
  [[nodiscard]] std::uint64_t between(std::uint64_t low, std::uint64_t high) { return low + below(high - low + 1); }
  [[nodiscard]] std::string of(std::string_view alphabet, std::size_t size);

  std::string epoch(std::uint64_t scale);
  std::string iso_time();
  std::string uuid();
  std::string ulid();
  std::string ipv4();
  std::string ipv6();
  std::string version();
  std::string fraction();
  std::string amount();
  std::string zip();
  std::string base64();
  std::string value();
  std::string json_line();
  std::string access_line();
  std::string key_value_line();
  std::string trace_line();
  std::string prose_line();

  std::mt19937_64 random_;
};

}  // namespace ratestack::testing
