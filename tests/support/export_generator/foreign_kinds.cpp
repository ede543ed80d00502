#include <array>

#include "tests/support/export_generator/kinds.hpp"
#include "tests/support/export_generator/sample.hpp"

namespace ratestack::testing {
namespace {

std::string replaced(std::string file, std::string_view from, std::string_view to) {
  return file.replace(file.find(from), from.size(), to);
}

std::string a_good_file(Dice& dice, std::size_t rows) { return make_sample(dice, rows).render(); }

std::string empty(Dice&, std::size_t) { return {}; }
std::string gzip(Dice& dice, std::size_t rows) {
  return std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + dice.bytes(rows * 100);
}
std::string zstd(Dice& dice, std::size_t rows) { return "\x28\xb5\x2f\xfd" + dice.bytes(rows * 100); }
std::string zip(Dice& dice, std::size_t rows) { return "PK\x03\x04" + dice.bytes(rows * 100); }
std::string binary(Dice& dice, std::size_t rows) { return std::string(1, '\0') + dice.bytes(rows * 100); }
std::string one_long_line(Dice&, std::size_t) { return std::string(100'000, 'x'); }
std::string prose(Dice&, std::size_t) { return "Dear auditor,\nplease find the export attached.\n"; }
std::string html(Dice&, std::size_t) { return "<!doctype html>\n<title>502 Bad Gateway</title>\n"; }
std::string json_array(Dice&, std::size_t) { return "[{\"export\":{}}]\n"; }
std::string problem(Dice&, std::size_t) {
  return R"({"code":"invalid_credentials","status":401})"
         "\n";
}
std::string bom(Dice& dice, std::size_t rows) { return "\xef\xbb\xbf" + a_good_file(dice, rows); }
std::string leading_newline(Dice& dice, std::size_t rows) { return "\n" + a_good_file(dice, rows); }
std::string header_missing(Dice& dice, std::size_t rows) {
  const std::string file = a_good_file(dice, rows);
  return file.substr(file.find('\n') + 1);
}
std::string newer_version(Dice& dice, std::size_t rows) {
  return replaced(a_good_file(dice, rows), "ratestack-audit/1", "ratestack-audit/2");
}
std::string unknown_log(Dice& dice, std::size_t rows) {
  return replaced(a_good_file(dice, rows), R"("log":"common")", R"("log":"elsewhere")");
}
std::string utf16(Dice& dice, std::size_t rows) {
  std::string out = "\xff\xfe";
  for (const char c : a_good_file(dice, rows)) out += {c, '\0'};
  return out;
}

constexpr std::array<Kind, 16> kKinds = {{{"empty", "unusable", empty},
                                          {"gzip", "unusable", gzip},
                                          {"zstd", "unusable", zstd},
                                          {"zip", "unusable", zip},
                                          {"binary", "unusable", binary},
                                          {"one_long_line", "unusable", one_long_line},
                                          {"prose", "unusable", prose},
                                          {"html", "unusable", html},
                                          {"json_array", "unusable", json_array},
                                          {"problem", "unusable", problem},
                                          {"bom", "unusable", bom},
                                          {"leading_newline", "unusable", leading_newline},
                                          {"header_missing", "unusable", header_missing},
                                          {"newer_version", "unusable", newer_version},
                                          {"unknown_log", "unusable", unknown_log},
                                          {"utf16", "unusable", utf16}}};

}  // namespace

std::span<const Kind> foreign_kinds() { return kKinds; }

}  // namespace ratestack::testing
