#include "random_sheet.hpp"

#include <algorithm>

namespace ratestack::lending_test {
namespace {

MaybeUnits cell(Dice& dice, std::int64_t least, std::int64_t most) {
  if (dice.once_in(12)) return std::nullopt;
  return dice.between(least, most) * 125;
}

/// Ascending numbers from `first`, so many.
std::vector<std::int64_t> ascending(Dice& dice, std::int64_t first, std::int64_t count, std::int64_t most_step) {
  std::vector<std::int64_t> numbers{first};
  while (static_cast<std::int64_t>(numbers.size()) < count)
    numbers.push_back(numbers.back() + dice.between(1, most_step));
  return numbers;
}

PlainProduct random_product(Dice& dice, std::string code, std::size_t locks) {
  PlainProduct product{std::move(code), ascending(dice, dice.between(2000, 7000), dice.between(1, 8), 250), {}};
  for (std::size_t i = 0; i < product.rates.size(); ++i) {
    auto& row = product.prices.emplace_back();
    for (std::size_t lock = 0; lock < locks; ++lock) row.push_back(cell(dice, 784'000, 824'000));
  }
  return product;
}

PlainGrid random_grid(Dice& dice) {
  PlainGrid grid{ascending(dice, dice.between(300, 640), dice.between(2, 7), 35),
                 ascending(dice, dice.between(0, 6000), dice.between(2, 7), 900),
                 {},
                 dice.once_in(2),
                 dice.once_in(2)};
  for (std::size_t row = 0; row + 1 < grid.fico.size(); ++row) {
    auto& points = grid.points.emplace_back();
    for (std::size_t column = 0; column + 1 < grid.ltv.size(); ++column) points.push_back(cell(dice, -24'000, 4000));
  }
  return grid;
}

template <typename Form>
std::string text(MaybeUnits units) {
  return units ? print_decimal(*units, Form::kForm) : "NA";
}

std::vector<std::size_t> places(std::size_t count) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  return order;
}

std::string ltv_band(const PlainGrid& grid, std::size_t i) {
  return print_decimal(grid.ltv[i] + 1, Ltv::kForm) + "-" + print_decimal(grid.ltv[i + 1], Ltv::kForm);
}
std::string fico_band(const PlainGrid& grid, std::size_t i) {
  return std::to_string(grid.fico[i]) + "-" + std::to_string(grid.fico[i + 1] - 1);
}

/// Rows of text: what both formats are made of.
using Rows = std::vector<std::vector<std::string>>;

Rows price_rows(const PlainSheet& sheet, Dice& dice) {
  Rows rows;
  auto order = places(sheet.products.size());
  dice.shuffle(order);
  for (const std::size_t p : order) {
    const PlainProduct& product = sheet.products[p];
    for (std::size_t rate = 0; rate < product.rates.size(); ++rate) {
      auto& row =
          rows.emplace_back(std::vector<std::string>{product.code, print_decimal(product.rates[rate], Rate::kForm)});
      for (const MaybeUnits price : product.prices[rate]) row.push_back(text<Price>(price));
    }
  }
  return rows;
}

Rows state_rows(const PlainSheet& sheet, Dice& dice) {
  Rows rows;
  for (const auto& [state, points] : sheet.states.points) rows.push_back({state, text<Points>(points)});
  dice.shuffle(rows);
  return rows;
}

struct GridText {
  std::vector<std::string> columns;
  Rows rows;
};

GridText grid_text(const PlainGrid& grid, Dice& dice) {
  GridText out;
  auto columns = places(grid.ltv.size() - 1);
  dice.shuffle(columns);
  for (const std::size_t column : columns) out.columns.push_back(ltv_band(grid, column));
  for (std::size_t row = 0; row < grid.points.size(); ++row) {
    auto& cells = out.rows.emplace_back(std::vector<std::string>{fico_band(grid, row)});
    for (const std::size_t column : columns) cells.push_back(text<Points>(grid.points[row][column]));
  }
  dice.shuffle(out.rows);
  return out;
}

std::string csv_lines(const Rows& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + row[i];
    out += "\n";
  }
  return out;
}

std::string json_array(const std::vector<std::string>& cells) {
  std::string out = "[";
  for (const std::string& each : cells) out += (out.size() == 1 ? "\"" : ",\"") + each + "\"";
  return out + "]";
}

std::string json_rows(const Rows& rows) {
  std::string out = "[";
  for (const auto& row : rows) out += (out.size() == 1 ? "" : ",") + json_array(row);
  return out + "]";
}

std::vector<std::string> lock_texts(const PlainSheet& sheet) {
  std::vector<std::string> texts;
  for (const std::int64_t days : sheet.locks) texts.push_back(std::to_string(days));
  return texts;
}

std::string csv_grid(const PlainSheet& sheet, Dice& dice) {
  const GridText grid = grid_text(sheet.grid, dice);
  std::string out = "table,fico_ltv,Grid\n";
  if (sheet.grid.only_first_product) out += "for,product," + sheet.products.front().code + "\n";
  if (sheet.grid.only_purchases) out += "for,purpose,purchase\n";
  out += "fico";
  for (const std::string& column : grid.columns) out += "," + column;
  return out + "\n" + csv_lines(grid.rows);
}

std::string json_grid(const PlainSheet& sheet, Dice& dice) {
  const GridText grid = grid_text(sheet.grid, dice);
  std::string out = R"({"kind":"fico_ltv","name":"Grid",)";
  if (sheet.grid.only_first_product) out += R"("products":[")" + sheet.products.front().code + "\"],";
  if (sheet.grid.only_purchases) out += R"("purposes":["purchase"],)";
  return out + "\"columns\":" + json_array(grid.columns) + ",\"rows\":" + json_rows(grid.rows) + "}";
}

}  // namespace

PlainSheet random_sheet(Dice& dice) {
  PlainSheet sheet;
  sheet.locks = ascending(dice, dice.between(1, 20), dice.between(1, 4), 30);
  const std::int64_t products = dice.between(1, 4);
  for (std::int64_t i = 0; i < products; ++i) {
    sheet.products.push_back(random_product(dice, "P" + std::to_string(i), sheet.locks.size()));
  }
  sheet.grid = random_grid(dice);
  for (const char* state : {"CA", "NY", "TX"}) sheet.states.points.emplace_back(state, cell(dice, -4000, 4000));
  return sheet;
}

Loan random_loan(Dice& dice, const PlainSheet& sheet) {
  const auto near = [&](const std::vector<std::int64_t>& ends, std::int64_t least, std::int64_t most) {
    const auto at = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(ends.size()) - 1));
    return std::clamp(ends[at] + dice.between(-1, 1), least, most);
  };
  constexpr const char* kStates[] = {"CA", "NY", "TX", "WA"};
  return {Money::from_units(dice.between(1, 100'000'000)).value(),
          Ltv::from_units(near(sheet.grid.ltv, 0, 99'999)).value(),
          Fico::from_units(near(sheet.grid.fico, 300, 850)).value(),
          UsState::parse(kStates[dice.between(0, 3)]).value(),
          static_cast<Occupancy>(dice.between(0, 2)),
          static_cast<Purpose>(dice.between(0, 2))};
}

std::string csv_of(const PlainSheet& sheet, Dice& dice) {
  std::string prices = "product,rate";
  for (const std::string& days : lock_texts(sheet)) prices += "," + days;
  std::vector<std::string> parts{prices + "\n" + csv_lines(price_rows(sheet, dice)), csv_grid(sheet, dice),
                                 "table,state,States\n" + csv_lines(state_rows(sheet, dice))};
  dice.shuffle(parts);
  return "ratesheet,1,Random\n" + parts[0] + parts[1] + parts[2];
}

std::string json_of(const PlainSheet& sheet, Dice& dice) {
  std::vector<std::string> tables{
      json_grid(sheet, dice), R"({"kind":"state","name":"States","rows":)" + json_rows(state_rows(sheet, dice)) + "}"};
  dice.shuffle(tables);
  return R"({"ratesheet":1,"name":"Random","lock_days":)" + json_array(lock_texts(sheet)) +
         ",\"rates\":" + json_rows(price_rows(sheet, dice)) + ",\"tables\":[" + tables[0] + "," + tables[1] + "]}";
}

MaybeUnits expected_price(const PlainSheet& sheet, const Loan& loan, std::size_t product, std::size_t rate,
                          std::size_t lock) {
  MaybeUnits price = sheet.products[product].prices[rate][lock];
  if (!price) return std::nullopt;
  const PlainGrid& grid = sheet.grid;
  const bool concerned =
      (!grid.only_first_product || product == 0) && (!grid.only_purchases || loan.purpose == Purpose::purchase);
  if (concerned) {
    MaybeUnits points;
    for (std::size_t row = 0; row < grid.points.size(); ++row) {
      for (std::size_t column = 0; column < grid.points[row].size(); ++column) {
        const bool here = loan.fico.units() >= grid.fico[row] && loan.fico.units() < grid.fico[row + 1] &&
                          loan.ltv.units() > grid.ltv[column] && loan.ltv.units() <= grid.ltv[column + 1];
        if (here) points = grid.points[row][column];
      }
    }
    if (!points) return std::nullopt;
    *price += *points;
  }
  for (const auto& [state, points] : sheet.states.points) {
    if (state != loan.state.code()) continue;
    if (!points) return std::nullopt;
    *price += *points;
  }
  return price;
}

}  // namespace ratestack::lending_test
