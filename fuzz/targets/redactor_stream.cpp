// A stream, however it is cut, gives what the whole text gives, with the same counts, and holds back no more than it
// says. The first bytes of the input choose how it is cut and how often it is repeated, for lines longer than what is
// held back.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/redaction/pii_redactor.hpp"
#include "require.hpp"

using namespace ratestack;
using fuzzing::require;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times && out.size() < 100'000; ++i) out += text;
  return out;
}

void check(const std::string& text, std::string_view cuts) {
  static const PiiRedactor redactor;
  std::string whole = text;
  const PiiCounts counts = redactor.redact(whole);
  RedactionStream stream(redactor);
  std::string out;
  std::size_t cut = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto step = static_cast<std::uint8_t>(cuts.empty() ? '\x40' : cuts[cut++ % cuts.size()]);
    const std::size_t size = step < 0x80 ? step + 1U : (step - 0x7FU) * 97U;
    stream.update(fuzzing::ExactCopy(std::string_view(text).substr(at, size)).view(), out);
    at = std::min(text.size(), at + size);
    require(whole.compare(0, out.size(), out) == 0, "nothing leaves that the whole text would not show");
  }
  stream.finish(out);
  require(out == whole, "a stream gives what the whole text gives");
  require(stream.counts() == counts, "a stream counts what the whole text counts");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t times = data[0] < 0xE0 ? 1 : (data[0] - 0xDFU) * 40U;
  check(repeated(input.substr(4), times), input.substr(1, 3));
  return 0;
}
