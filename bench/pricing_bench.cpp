// A loan priced from a sheet of 50,000 cells, and such a sheet read. The bar: a loan in at most 1 ms.
#include <benchmark/benchmark.h>

#include <string>

#include "ratestack/lending/pricing.hpp"

namespace {

using namespace ratestack;

constexpr int kProducts = 250;
constexpr int kRatesEach = 48;  // with four lock periods: 48,000 prices, and some 2,000 cells of tables

void append_prices(std::string& csv) {
  csv += "product,rate,15,30,45,60\n";
  for (int product = 0; product < kProducts; ++product) {
    for (int rate = 0; rate < kRatesEach; ++rate) {
      csv += "PRODUCT" + std::to_string(product) + "," + Rate::from_units(4000 + rate * 125).value().to_text();
      for (int lock = 0; lock < 4; ++lock) {
        csv += "," + Price::from_units(96'000'000 + rate * 187'500 - lock * 125'000 - product * 1000).value().to_text();
      }
      csv += "\n";
    }
  }
}

void append_grid(std::string& csv, int number) {
  csv += "table,fico_ltv,Grid " + std::to_string(number) + "\nfico";
  for (int ltv = 0; ltv < 10; ++ltv) {
    csv += "," + std::to_string(ltv * 10) + (ltv == 0 ? ".00" : ".01") + "-" + std::to_string(ltv * 10 + 10) + ".00";
  }
  for (int fico = 600; fico < 850; fico += 20) {
    csv += "\n" + std::to_string(fico) + "-" + std::to_string(fico + 19 < 850 ? fico + 19 : 850);
    for (int ltv = 0; ltv < 10; ++ltv) csv += ",-0." + std::to_string(100 + ltv * 50 + (850 - fico) / 10);
  }
  csv += "\n";
}

const std::string& sheet_text() {
  static const std::string text = [] {
    std::string csv = "ratesheet,1,Benchmark\n";
    append_prices(csv);
    for (int i = 0; i < 15; ++i) append_grid(csv, i);
    csv += "table,occupancy,Occupancy\ninvestment,-2.125\ntable,purpose,Purpose\npurchase,0.000\ncash_out,-1.375\n";
    csv += "table,state,State\nCA,-0.100\nNY,-0.250\ntable,amount,Amount\n<=99999.99,-0.750\n100000-1000000,0.000\n";
    return csv;
  }();
  return text;
}

std::string as_json() {  // the prices alone, which are 96 of 100 cells
  std::string json = R"({"ratesheet":1,"name":"Benchmark","lock_days":[15,30,45,60],"rates":[)";
  const RateSheet sheet = RateSheet::from_csv(sheet_text()).sheet.value();
  for (const SheetProduct& product : sheet.products()) {
    for (std::size_t rate = 0; rate < product.rates.size(); ++rate) {
      if (json.back() != '[') json += ',';
      json += "[\"" + product.code + "\",\"" + product.rates[rate].to_text() + '"';
      for (std::size_t at = rate; at < product.prices.size(); at += product.rates.size()) {
        json += ",\"" + print_decimal(product.prices[at].units(), Price::kForm) + '"';
      }
      json += ']';
    }
  }
  return json + "]}";
}

Loan ordinary_loan() {
  return {Money::parse("350000.00").value(), Ltv::parse("78.50").value(), Fico::parse("745").value(),
          UsState::parse("CA").value(),      Occupancy::primary,          Purpose::purchase};
}

void price(benchmark::State& state) {
  const RateSheet sheet = RateSheet::from_csv(sheet_text()).sheet.value();
  const SheetInForce in_force{"sheet", &sheet};
  const Loan loan = ordinary_loan();
  PricingRequest request;
  request.lock = LockDays::parse("30").value();
  request.max_offers = static_cast<std::size_t>(state.range(0));
  std::size_t considered = 0;
  for (auto _ : state) {
    const Pricing pricing = price_loan(loan, request, {&in_force, 1});
    considered = pricing.considered;
    benchmark::DoNotOptimize(pricing.offers.data());
  }
  state.counters["cells"] = static_cast<double>(sheet.cell_count());
  state.counters["considered"] = static_cast<double>(considered);
}
BENCHMARK(price)->ArgName("offers")->Arg(1)->Arg(100)->Arg(1000)->Unit(benchmark::kMicrosecond);

void read_csv(benchmark::State& state) {
  for (auto _ : state) {
    const SheetReading reading = RateSheet::from_csv(sheet_text());
    benchmark::DoNotOptimize(reading.sheet.has_value());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sheet_text().size()));
}
BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);

void read_json(benchmark::State& state) {
  const std::string json = as_json();
  for (auto _ : state) {
    const SheetReading reading = RateSheet::from_json(json);
    benchmark::DoNotOptimize(reading.sheet.has_value());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(json.size()));
}
BENCHMARK(read_json)->Unit(benchmark::kMillisecond);

}  // namespace
