#include <algorithm>
#include <array>

#include "ratestack/crypto/sha256.hpp"
#include "tests/support/export_generator/kinds.hpp"
#include "tests/support/export_generator/sample.hpp"

namespace ratestack::testing {
namespace {

using Edit = void (*)(std::string& text, Dice& dice);
using Rows = std::vector<BuiltRow>;

void replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at != std::string::npos) text.replace(at, from.size(), to);
}

/// Adds to the number that follows `name`.
void bump(std::string& text, std::string_view name) {
  const std::size_t at = text.find(name) + name.size();
  std::size_t size = 0;
  const unsigned long long value = std::stoull(text.substr(at), &size);
  text.replace(at, size, std::to_string(value + 5));
}

void another_action(std::string& text, Dice&) { replace(text, R"("action":")", R"("action":"X)"); }
void another_org_link(std::string& text, Dice&) {
  const std::size_t at = text.find(R"("org_previous_hash":")") + 21;
  text[at] = text[at] == '0' ? '1' : '0';
}
void another_org_seq(std::string& text, Dice&) { bump(text, R"("org_seq":)"); }
void another_id(std::string& text, Dice&) { bump(text, R"(,"id":)"); }
void another_schema(std::string& text, Dice&) { replace(text, R"("schema":1)", R"("schema":2)"); }
void extra_member(std::string& text, Dice&) { replace(text, R"("schema":1)", R"("schema":1,"z":0)"); }
void missing_member(std::string& text, Dice&) { replace(text, R"(,"outcome":"success")", ""); }
void white_space(std::string& text, Dice&) { text.insert(1, 1, ' '); }
void other_key_order(std::string& text, Dice&) {
  replace(text, R"(,"schema":1})", "}");
  text.insert(1, R"("schema":1,)");
}
void needless_escape(std::string& text, Dice&) { replace(text, R"("action":")", R"("action":"\u0041)"); }
void impossible_time(std::string& text, Dice&) {
  replace(text, R"("occurred_at":"2026-11-23)", R"("occurred_at":"2026-13-23)");
}
void loose_number(std::string& text, Dice&) { replace(text, R"("payload":{)", R"("payload":{"!":1.0,)"); }
void duplicate_key(std::string& text, Dice&) { replace(text, R"("payload":{)", R"("payload":{"!":1,"!":1,)"); }
void bad_utf8(std::string& text, Dice&) { replace(text, R"("action":")", "\"action\":\"\xC3\x28"); }
void beyond_limit(std::string& text, Dice&) {
  replace(text, R"("payload":{)", R"("payload":{"!":")" + std::string(2'200'000, 'x') + "\",");
}

template <Edit edit>
std::string edited(Dice& dice, std::size_t rows) {
  Sample sample = make_sample(dice, rows);
  edit(sample.log.rows[sample.victim].text, dice);
  return sample.render();
}

/// The row's own hash is right again; the next row still speaks of the old one.
std::string recomputed_entry_hash(Dice& dice, std::size_t rows) {
  Sample sample = make_sample(dice, rows);
  BuiltRow& row = sample.log.rows[sample.victim];
  another_action(row.text, dice);
  row.entry_hash = sha256_chain_link({row.previous_hash, as_bytes(row.text)});
  return sample.render();
}

/// Every later hash is recomputed too, as somebody with the whole database would; the row itself cannot stand.
template <Edit edit>
std::string rewritten(Dice& dice, std::size_t rows) {
  Sample sample = make_sample(dice, rows);
  edit(sample.log.rows[sample.victim].text, dice);
  sample.log.rechain_from(sample.victim);
  return sample.render();
}

using ChangeRows = void (*)(Rows& rows, std::size_t at, Dice& dice);

/// Changes the list of rows that is shown, at a place that is neither its first nor its last.
template <ChangeRows change>
std::string relisted(Dice& dice, std::size_t count) {
  const Sample sample = make_sample(dice, count);
  Rows rows = sample.shown();
  change(rows, dice.between(1, rows.size() - 1), dice);
  return sample.render(rows);
}

auto place(Rows& rows, std::size_t at) { return rows.begin() + static_cast<std::ptrdiff_t>(at); }
void remove_row(Rows& rows, std::size_t at, Dice&) { rows.erase(place(rows, at)); }
void remove_first(Rows& rows, std::size_t, Dice&) { rows.erase(rows.begin()); }
void swap_rows(Rows& rows, std::size_t at, Dice&) { std::swap(rows[at], rows[at + 1]); }
void repeat_row(Rows& rows, std::size_t at, Dice&) { rows.insert(place(rows, at), rows[at]); }
void reverse_rows(Rows& rows, std::size_t, Dice&) { std::reverse(rows.begin(), rows.end()); }
void other_stated_entry(Rows& rows, std::size_t at, Dice&) { rows[at].entry_hash.bytes[0] ^= 1U; }
void other_stated_previous(Rows& rows, std::size_t at, Dice&) { rows[at].previous_hash.bytes[31] ^= 1U; }

std::string row_of_another_org(Dice& dice, std::size_t count) {
  const Sample sample = make_sample(dice, count, Extent::one_org);
  Rows rows = sample.shown();
  const auto stranger = std::find_if(sample.log.rows.begin(), sample.log.rows.end(),
                                     [&](const BuiltRow& r) { return r.org_id != rows.front().org_id; });
  rows.insert(place(rows, dice.between(1, rows.size())), *stranger);
  return sample.render(rows);
}

constexpr std::array<Kind, 25> kKinds = {{
    {"edited_row", "broken", edited<another_action>},
    {"edited_org_link", "broken", edited<another_org_link>},
    {"recomputed_entry_hash", "broken", recomputed_entry_hash},
    {"rewritten_org_link", "broken", rewritten<another_org_link>},
    {"rewritten_org_seq", "broken", rewritten<another_org_seq>},
    {"rewritten_id", "broken", rewritten<another_id>},
    {"rewritten_schema", "broken", rewritten<another_schema>},
    {"rewritten_extra_member", "broken", rewritten<extra_member>},
    {"rewritten_missing_member", "broken", rewritten<missing_member>},
    {"rewritten_white_space", "broken", rewritten<white_space>},
    {"rewritten_key_order", "broken", rewritten<other_key_order>},
    {"rewritten_needless_escape", "broken", rewritten<needless_escape>},
    {"rewritten_impossible_time", "broken", rewritten<impossible_time>},
    {"rewritten_loose_number", "broken", rewritten<loose_number>},
    {"rewritten_duplicate_key", "broken", rewritten<duplicate_key>},
    {"rewritten_bad_utf8", "broken", rewritten<bad_utf8>},
    {"rewritten_beyond_limit", "broken", rewritten<beyond_limit>},
    {"deleted_row", "broken", relisted<remove_row>},
    {"deleted_first_row", "broken", relisted<remove_first>},
    {"swapped_pair", "broken", relisted<swap_rows>},
    {"duplicated_row", "broken", relisted<repeat_row>},
    {"reversed_rows", "broken", relisted<reverse_rows>},
    {"edited_entry_hash", "broken", relisted<other_stated_entry>},
    {"edited_previous_hash", "broken", relisted<other_stated_previous>},
    {"row_of_another_org", "broken", row_of_another_org},
}};

}  // namespace

std::span<const Kind> forged_kinds() { return kKinds; }

}  // namespace ratestack::testing
