// The JSON form of a rate sheet: the rows of the CSV form as arrays of strings (docs/rate-sheets.md). Numbers of JSON
// are floating point to most who write them, so that decimals are strings; days of a lock are whole numbers.
#include <algorithm>
#include <deque>

#include "lending/sheet_builder.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack {
namespace {

using lending_detail::Cell;
using lending_detail::FaultList;
using lending_detail::Place;

constexpr std::int64_t kVersion = 1;

class JsonSheet {
 public:
  explicit JsonSheet(const JsonObject& root) noexcept : root_(root), builder_(faults_) {}

  SheetReading read();

 private:
  using Members = std::initializer_list<std::string_view>;

  bool version();
  void rates();
  void tables();
  void table(const JsonValue& value, const std::string& at);
  void table_parts(const JsonObject& members, const std::string& at);
  void known_members(const JsonObject& object, const std::string& at, Members known);
  const JsonArray* array(const JsonObject& object, std::string_view name, const std::string& at, bool required);
  Cell member(const JsonObject& object, std::string_view name, const std::string& at);
  std::vector<Cell> cells(const JsonArray& array, const std::string& at);
  Cell cell(const JsonValue& value, const Place& place);
  template <typename Take>
  void rows(const JsonArray& array, const std::string& at, const Take& take);
  const std::string& keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  static Place whole(const std::string& pointer) { return {0, Place::kWhole, &pointer}; }

  const JsonObject& root_;
  FaultList faults_;
  SheetBuilder builder_;
  std::deque<std::string> kept_;  // pointers, and numbers as text
  const std::string top_;
};

SheetReading JsonSheet::read() {
  if (version()) {
    known_members(root_, top_, {"ratesheet", "name", "lock_days", "rates", "tables"});
    builder_.set_name(member(root_, "name", top_));
    rates();
    tables();
  }
  return builder_.finish(whole(keep("/rates")));
}

bool JsonSheet::version() {
  const JsonValue* const version = root_.if_contains("ratesheet");
  if (version == nullptr) return faults_.add(SheetFaultCode::missing_header, whole(top_)), false;
  if (version->is_int64() && version->get_int64() == kVersion) return true;
  faults_.add(SheetFaultCode::unsupported_version, whole(keep("/ratesheet")));
  return false;
}

void JsonSheet::rates() {
  if (const auto* const days = array(root_, "lock_days", top_, true)) {
    const std::string& at = keep("/lock_days");
    builder_.set_lock_days(cells(*days, at), whole(at));
  }
  if (const auto* const prices = array(root_, "rates", top_, true)) {
    rows(*prices, "/rates", [&](const auto& row, const Place& place) { builder_.add_rates(row, place); });
  }
}

void JsonSheet::tables() {
  const auto* const tables = array(root_, "tables", top_, false);
  for (std::size_t i = 0; tables != nullptr && i < tables->size(); ++i) {
    table((*tables)[i], keep("/tables/" + std::to_string(i)));
  }
}

void JsonSheet::table(const JsonValue& value, const std::string& at) {
  const JsonObject* const members = value.if_object();
  if (members == nullptr) return faults_.add(SheetFaultCode::wrong_type, whole(at));
  known_members(*members, at, {"kind", "name", "products", "purposes", "columns", "rows"});
  const Cell kind = member(*members, "kind", at);
  const Cell name = member(*members, "name", at);
  builder_.begin_table(kind, name, whole(at));
  table_parts(*members, at);
}

void JsonSheet::table_parts(const JsonObject& members, const std::string& at) {
  if (const auto* const codes = array(members, "products", at, false)) {
    const std::string& place = keep(at + "/products");
    builder_.add_scope_products(cells(*codes, place), whole(place));
  }
  if (const auto* const names = array(members, "purposes", at, false)) {
    const std::string& place = keep(at + "/purposes");
    builder_.add_scope_purposes(cells(*names, place), whole(place));
  }
  if (const auto* const bands = array(members, "columns", at, false)) {
    const std::string& place = keep(at + "/columns");
    builder_.set_columns(cells(*bands, place), whole(place));
  }
  if (const auto* const lines = array(members, "rows", at, true)) {
    rows(*lines, at + "/rows", [&](const auto& row, const Place& place) { builder_.add_table_row(row, place); });
  }
}

void JsonSheet::known_members(const JsonObject& object, const std::string& at, Members known) {
  for (const auto& [name, value] : object) {
    const bool is_known = std::find(known.begin(), known.end(), std::string_view(name)) != known.end();
    if (!is_known) return faults_.add(SheetFaultCode::unknown_member, whole(at));  // its name is input, never repeated
  }
}

const JsonArray* JsonSheet::array(const JsonObject& object, std::string_view name, const std::string& at,
                                  bool required) {
  const JsonValue* const value = object.if_contains(name);
  if (value == nullptr) {
    if (required) faults_.add(SheetFaultCode::missing_member, whole(keep(at + "/" + std::string(name))));
    return nullptr;
  }
  if (!value->is_array()) faults_.add(SheetFaultCode::wrong_type, whole(keep(at + "/" + std::string(name))));
  return value->if_array();
}

Cell JsonSheet::member(const JsonObject& object, std::string_view name, const std::string& at) {
  const Place place = whole(keep(at + "/" + std::string(name)));
  const JsonValue* const value = object.if_contains(name);
  if (value != nullptr) return cell(*value, place);
  faults_.add(SheetFaultCode::missing_member, place);
  return {{}, place, true};
}

Cell JsonSheet::cell(const JsonValue& value, const Place& place) {
  if (const JsonString* const text = value.if_string()) return {{text->data(), text->size()}, place, false};
  if (value.is_int64()) return {keep(std::to_string(value.get_int64())), place, false};
  faults_.add(SheetFaultCode::wrong_type, place);
  return {{}, place, true};
}

std::vector<Cell> JsonSheet::cells(const JsonArray& array, const std::string& at) {
  const std::size_t count = std::min(array.size(), SheetLimits::kMaxRowCells);
  std::vector<Cell> row;
  row.reserve(count);
  for (std::size_t i = 0; i < count; ++i) row.push_back(cell(array[i], {0, static_cast<std::uint32_t>(i), &at}));
  if (array.size() > count) faults_.add(SheetFaultCode::surplus_cell, {0, static_cast<std::uint32_t>(count), &at});
  return row;
}

template <typename Take>
void JsonSheet::rows(const JsonArray& array, const std::string& at, const Take& take) {
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string& pointer = keep(at + "/" + std::to_string(i));
    if (const JsonArray* const row = array[i].if_array())
      take(cells(*row, pointer), whole(pointer));
    else
      faults_.add(SheetFaultCode::wrong_type, whole(pointer));
  }
}

SheetReading refused(SheetFaultCode code, std::string detail) {
  return {std::nullopt, {{{code, 0, 0, {}, std::move(detail)}}}};
}

}  // namespace

SheetReading RateSheet::from_json(std::string_view text) {
  const Result<JsonValue> root = parse_json(text, {.max_bytes = SheetLimits::kMaxBytes});
  if (!root) {
    const bool too_large = root.error().code == JsonError::too_large;
    return refused(too_large ? SheetFaultCode::text_too_large : SheetFaultCode::malformed_json, root.error().message());
  }
  const JsonObject* const object = root.value().if_object();
  if (object == nullptr) return refused(SheetFaultCode::wrong_type, {});
  return JsonSheet(*object).read();
}

}  // namespace ratestack
