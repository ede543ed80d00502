#include <algorithm>
#include <array>

#include "tests/support/export_generator/kinds.hpp"
#include "tests/support/export_generator/sample.hpp"

namespace ratestack::testing {
namespace {

using Damage = void (*)(std::string& file, Dice& dice);

template <Damage damage>
std::string damaged(Dice& dice, std::size_t rows) {
  std::string file = make_sample(dice, rows).render();
  damage(file, dice);
  return file;
}

/// A byte behind the header line and before the last newline.
std::size_t some_byte(const std::string& file, Dice& dice) {
  return dice.between(file.find('\n') + 1, file.size() - 1);
}
std::size_t end_line(const std::string& file) { return file.rfind('\n', file.size() - 2) + 1; }

void flip(std::string& file, std::size_t at) { file[at] = file[at] == '0' ? '1' : '0'; }
void flip_after(std::string& file, std::size_t from, std::string_view name) {
  flip(file, file.find(name, from) + name.size());
}

void edit_byte(std::string& file, Dice& dice) {
  const std::size_t at = some_byte(file, dice);
  file[at] = static_cast<char>(file[at] ^ static_cast<char>(1 + dice.below(255)));
}
void delete_byte(std::string& file, Dice& dice) { file.erase(some_byte(file, dice), 1); }
void insert_byte(std::string& file, Dice& dice) { file.insert(some_byte(file, dice), 1, dice.byte()); }
void insert_space(std::string& file, Dice& dice) { file.insert(some_byte(file, dice), 1, ' '); }
void cut_at_byte(std::string& file, Dice& dice) { file.resize(some_byte(file, dice)); }
void cut_in_header(std::string& file, Dice& dice) {
  file.resize(dice.between(kExportLineHead.size(), file.find('\n')));
}
void cut_at_line(std::string& file, Dice& dice) {
  file.resize(std::min(file.find('\n', some_byte(file, dice)) + 1, end_line(file)));
}
void cut_end_line(std::string& file, Dice&) { file.resize(end_line(file)); }
void cut_last_row(std::string& file, Dice&) {
  const std::size_t end = end_line(file);
  const std::size_t row = file.rfind('\n', end - 2) + 1;
  file.erase(row, end - row);
}
void duplicate_line(std::string& file, Dice& dice) {
  const std::size_t at = file.rfind('\n', some_byte(file, dice)) + 1;
  file.insert(at, file.substr(at, file.find('\n', at) + 1 - at));
}
void crlf(std::string& file, Dice&) {
  for (std::size_t at = 0; (at = file.find('\n', at)) != std::string::npos; at += 2) file.insert(at, 1, '\r');
}
void blank_line(std::string& file, Dice& dice) { file.insert(file.rfind('\n', some_byte(file, dice)) + 1, 1, '\n'); }
void upper_case_hash(std::string& file, Dice&) {
  const std::size_t at = file.find(kRowLineHead) + kRowLineHead.size();
  std::size_t letter = at;
  while (file[letter] < 'a') ++letter;  // 64 hex digits without a letter do not occur in these files
  file[letter] = static_cast<char>(file[letter] - 'a' + 'A');
}
void trailing_line(std::string& file, Dice&) { file += "{}\n"; }
void trailing_newline(std::string& file, Dice&) { file += '\n'; }
void trailing_bytes(std::string& file, Dice& dice) { file += dice.bytes(100); }
void end_line_twice(std::string& file, Dice&) { file += file.substr(end_line(file)); }
void appended_export(std::string& file, Dice&) { file += file; }

void end_rows(std::string& file, Dice& dice) {
  const std::size_t at = file.find(R"("rows":)", end_line(file)) + 7;
  const unsigned long long rows = std::stoull(file.substr(at));
  file.replace(at, std::to_string(rows).size(), std::to_string(dice.below(2) == 0 ? rows - 1 : rows + 1));
}
void end_head_hash(std::string& file, Dice&) { flip_after(file, end_line(file), R"("head_hash":")"); }
void end_sha256(std::string& file, Dice&) { flip_after(file, end_line(file), R"("sha256":")"); }

void header_previous_hash(std::string& file, Dice&) { flip_after(file, 0, R"("previous_hash":")"); }
void header_from_id(std::string& file, Dice&) { flip_after(file, 0, R"("from_id":)"); }
void header_time(std::string& file, Dice&) { flip_after(file, 0, R"("exported_at":"2026-11-2)"); }
void header_scope(std::string& file, Dice&) {
  const std::size_t at = file.find(R"("scope":")") + 9;
  file.replace(at, 3, file.compare(at, 3, "log") == 0 ? "org" : "log");
}
void header_space(std::string& file, Dice&) { file.insert(file.find(','), 1, ' '); }

constexpr std::array<Kind, 26> kKinds = {{
    {"edited_byte", "broken", damaged<edit_byte>},
    {"deleted_byte", "broken", damaged<delete_byte>},
    {"inserted_byte", "broken", damaged<insert_byte>},
    {"inserted_space", "broken", damaged<insert_space>},
    {"cut_at_byte", "broken", damaged<cut_at_byte>},
    {"cut_in_header", "broken", damaged<cut_in_header>},
    {"cut_at_line", "broken", damaged<cut_at_line>},
    {"cut_end_line", "broken", damaged<cut_end_line>},
    {"cut_last_row", "broken", damaged<cut_last_row>},
    {"duplicated_line", "broken", damaged<duplicate_line>},
    {"crlf", "broken", damaged<crlf>},
    {"blank_line", "broken", damaged<blank_line>},
    {"upper_case_hash", "broken", damaged<upper_case_hash>},
    {"trailing_line", "broken", damaged<trailing_line>},
    {"trailing_newline", "broken", damaged<trailing_newline>},
    {"trailing_bytes", "broken", damaged<trailing_bytes>},
    {"end_line_twice", "broken", damaged<end_line_twice>},
    {"appended_export", "broken", damaged<appended_export>},
    {"end_rows", "broken", damaged<end_rows>},
    {"end_head_hash", "broken", damaged<end_head_hash>},
    {"end_sha256", "broken", damaged<end_sha256>},
    {"header_previous_hash", "broken", damaged<header_previous_hash>},
    {"header_from_id", "broken", damaged<header_from_id>},
    {"header_time", "broken", damaged<header_time>},
    {"header_scope", "broken", damaged<header_scope>},
    {"header_space", "broken", damaged<header_space>},
}};

}  // namespace

std::span<const Kind> damaged_kinds() { return kKinds; }

}  // namespace ratestack::testing
