// make_exports OUTDIR COUNT [--seed S] [--rows N]: COUNT files, good, broken and foreign in turn, and manifest.json,
// which says of each what was done to it and what a verifier must find. The same arguments give the same bytes.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <vector>

#include "ratestack/encoding/canonical_json.hpp"
#include "tests/support/export_generator/kinds.hpp"

namespace {

using namespace ratestack;
using testing::Dice;
using testing::Kind;

std::vector<Kind> all_kinds() {
  std::vector<Kind> out;
  for (const auto kinds :
       {testing::good_kinds(), testing::forged_kinds(), testing::damaged_kinds(), testing::foreign_kinds()}) {
    out.insert(out.end(), kinds.begin(), kinds.end());
  }
  return out;
}

std::string file_name(std::size_t number, const Kind& kind) {
  std::string digits = std::to_string(number);
  digits.insert(0, digits.size() < 5 ? 5 - digits.size() : 0, '0');
  return digits + "-" + std::string(kind.name) + ".ndjson";
}

void write(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

struct Options {
  std::filesystem::path directory;
  std::size_t count = 0;
  std::uint64_t seed = 1;
  std::size_t rows = 40;
};

void make_all(const Options& options) {
  const std::vector<Kind> kinds = all_kinds();
  JsonArray manifest;
  std::filesystem::create_directories(options.directory);
  for (std::size_t i = 0; i < options.count; ++i) {
    const Kind& kind = kinds[i % kinds.size()];
    Dice dice(options.seed * 1'000'003 + i);  // each file by itself: COUNT does not change the others
    const std::string name = file_name(i, kind);
    write(options.directory / name, kind.make(dice, options.rows));
    manifest.push_back(JsonObject{{"file", name}, {"kind", kind.name}, {"expected", kind.expected}});
  }
  write(options.directory / "manifest.json",
        CanonicalJson::from_value(JsonObject{{"files", manifest}}).value().text() + "\n");
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Makes audit exports, good and broken in every way", "make_exports");
  app.add_option("OUTDIR", options.directory, "created if missing")->required();
  app.add_option("COUNT", options.count, "number of files")->required();
  app.add_option("--seed", options.seed, "another seed, other files")->capture_default_str();
  app.add_option("--rows", options.rows, "rows of a log")->capture_default_str()->check(CLI::Range(16, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  try {
    make_all(options);
  } catch (const std::exception& error) {
    std::cerr << "make_exports: " << error.what() << '\n';
    return 1;
  }
}
