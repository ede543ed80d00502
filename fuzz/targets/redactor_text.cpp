// The redactor on any bytes. For every input and every mode:
//  - redacting twice is redacting once, and the second time finds nothing;
//  - nothing found means nothing changed, and the other way round;
//  - what is not replaced stays: the output without its labels is the input without some of its pieces, in order.
#include <array>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/redaction/pii_redactor.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

PiiRedactor redactor(RedactionMode mode) {
  RedactionOptions options;
  options.mode = mode;
  const std::array<std::uint8_t, kMinPseudonymKeyBytes> key{1, 2, 3};
  options.pseudonym_key = SecretBytes::copy_of(key);
  return std::move(PiiRedactor::create(std::move(options))).value();
}

// Every byte of `out` outside of labels stands in `in`, in the same order.
bool is_rest_of(std::string_view out, std::string_view in) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out.substr(i, 10) == "[REDACTED:") {
      i = out.find(']', i);
      continue;
    }
    at = in.find(out[i], at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

void check(const PiiRedactor& with, std::string_view input) {
  std::string once(input);
  const PiiCounts counts = with.redact(once);
  require((counts.total() == 0) == (once == input), "a text changes if and only if something is found");
  std::string twice = once;
  require(with.redact(twice).total() == 0 && twice == once, "redacting twice is redacting once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PiiRedactor label = redactor(RedactionMode::label);
  static const PiiRedactor partial = redactor(RedactionMode::partial);
  static const PiiRedactor pseudonym = redactor(RedactionMode::pseudonym);
  const fuzzing::ExactCopy input(data, size);
  check(label, input.view());
  check(partial, input.view());
  check(pseudonym, input.view());
  if (input.view().find("[REDACTED:") != std::string_view::npos) return 0;
  std::string out(input.view());
  label.redact(out);
  require(is_rest_of(out, input.view()), "what is not replaced stays");
  return 0;
}
