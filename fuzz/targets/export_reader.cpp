// The export reader against arbitrary bytes. Invariants:
//  - chunking does not matter: one update(), single bytes and odd pieces give the same verdict;
//  - rows examined apart (accept_rows) give the same verdict as update();
//  - the verdict is always readable JSON, and a usable file that is intact survives being written again from its parts.
// The first input byte chooses a mode: raw bytes, or a good file with the input's edits applied to it, which must never
// stay intact unless nothing but the last LF was lost.
#include <cstdint>
#include <string>
#include <vector>

#include "exact_copy.hpp"
#include "ratestack/audit/export_verifier.hpp"
#include "require.hpp"
#include "tests/support/log_builder.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

std::string verdict_in_chunks(std::string_view file, std::size_t chunk) {
  ExportVerifier verifier;
  for (std::size_t at = 0; at < file.size(); at += chunk) {
    verifier.update(fuzzing::ExactCopy(file.substr(at, chunk)).view());
  }
  verifier.finish();
  return verdict_json(verifier);
}

std::string verdict_of_rows_examined_apart(std::string_view file) {
  ExportVerifier verifier;
  const std::size_t header = file.find('\n') + 1;
  verifier.update(file.substr(0, header));
  file.remove_prefix(header);
  std::vector<RowFacts> facts(3);
  while (verifier.expects_rows()) {
    const RowLines lines = examine_row_lines(file, facts);
    if (lines.rows == 0) break;
    verifier.accept_rows(file.substr(0, lines.bytes), std::span(facts).first(lines.rows));
    file.remove_prefix(lines.bytes);
  }
  verifier.update(file);
  verifier.finish();
  return verdict_json(verifier);
}

void check_any_bytes(std::string_view file) {
  const std::string whole = verdict_in_chunks(file, file.size() + 1);
  require(verdict_in_chunks(file, 1) == whole, "chunking does not matter");
  require(verdict_in_chunks(file, 89) == whole, "chunking does not matter");
  if (file.find('\n') != std::string_view::npos) {
    require(verdict_of_rows_examined_apart(file) == whole, "rows examined apart give the same verdict");
  }
  require(parse_json(whole).has_value(), "the verdict is JSON");
}

// Each four bytes edit the file: where (two), how (one), with what (one).
void check_edits(std::string_view edits) {
  static const std::string good = testing::export_text(testing::LogBuilder().add_many(5).rows);
  std::string file = good;
  for (; edits.size() >= 4 && !file.empty(); edits.remove_prefix(4)) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(edits[i]); };
    const std::size_t at = (byte(0) * 256U + byte(1)) % file.size();
    switch (byte(2) % 4) {
      case 0:
        file[at] = edits[3];
        break;
      case 1:
        file.insert(at, 1, edits[3]);
        break;
      case 2:
        file.erase(at, byte(3));
        break;
      default:
        file.insert(at, std::string(file.substr(file.size() - at)).substr(0, byte(3)));
        break;
    }
  }
  check_any_bytes(file);
  ExportVerifier verifier;
  verifier.update(file);
  verifier.finish();
  const bool intact = !verifier.unusable() && verifier.verdict().ok();
  require(intact == (file == good || file + '\n' == good), "an edited file is never intact");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  if (!input.empty() && input[0] == 'e')
    check_edits(std::string_view(input).substr(1));
  else
    check_any_bytes(input);
  return 0;
}
