// Redacts records from standard input and writes what came of each: the native side of the agreement test.
//
// In:  operation ('t' text, 'j' JSON, 's' stream), mode (0, 1, 2), chunk size, size, bytes.
// Out: status (0, or 1 for "no JSON"), four counts of 64 bits, size, bytes.
// Sizes have 32 bits; all numbers are little-endian, as this machine writes them.
#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <string>

#include "ratestack/redaction/pii_redactor.hpp"

static_assert(std::endian::native == std::endian::little);

namespace ratestack {
namespace {

struct Record {
  char operation = 't';
  std::uint8_t mode = 0;
  std::uint32_t chunk = 1;
  std::string bytes;
};

template <typename T>
bool read_number(T& out) {
  return std::fread(&out, sizeof out, 1, stdin) == 1;
}

template <typename T>
void write_number(T value) {
  std::fwrite(&value, sizeof value, 1, stdout);
}

bool read_record(Record& out) {
  std::uint32_t size = 0;
  if (!read_number(out.operation) || !read_number(out.mode) || !read_number(out.chunk) || !read_number(size)) {
    return false;
  }
  out.bytes.resize(size);
  return std::fread(out.bytes.data(), 1, size, stdin) == size;
}

// The key of the other side of the test: 32 bytes of 7.
PiiRedactor redactor_of(RedactionMode mode) {
  RedactionOptions options;
  options.mode = mode;
  if (mode == RedactionMode::pseudonym) {
    options.pseudonym_key =
        SecretBytes::generate(32, [](MutableByteSpan out) { std::fill(out.begin(), out.end(), std::uint8_t{7}); });
  }
  return std::move(PiiRedactor::create(std::move(options)).value());
}

PiiCounts redact_stream(const PiiRedactor& redactor, std::string& bytes, std::size_t chunk) {
  RedactionStream stream(redactor);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += chunk) {
    stream.update(std::string_view(bytes).substr(at, chunk), out);
  }
  stream.finish(out);
  bytes = std::move(out);
  return stream.counts();
}

Result<PiiCounts> redact(const PiiRedactor& redactor, Record& record) {
  if (record.operation == 'j') return redactor.redact_json(record.bytes);
  if (record.operation == 's') return redact_stream(redactor, record.bytes, std::max<std::size_t>(record.chunk, 1));
  return redactor.redact(record.bytes);
}

int run() {
  const std::array redactors{redactor_of(RedactionMode::label), redactor_of(RedactionMode::partial),
                             redactor_of(RedactionMode::pseudonym)};
  for (Record record; read_record(record);) {
    const auto counts = redact(redactors.at(record.mode), record);
    write_number(static_cast<std::uint8_t>(counts ? 0 : 1));
    for (const PiiKind kind : kPiiKinds) write_number(counts ? counts->of(kind) : std::uint64_t{0});
    write_number(static_cast<std::uint32_t>(record.bytes.size()));
    std::fwrite(record.bytes.data(), 1, record.bytes.size(), stdout);
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace ratestack

int main() { return ratestack::run(); }
