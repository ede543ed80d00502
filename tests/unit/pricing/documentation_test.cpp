// docs/rate-sheets.md is what lenders copy from: its examples are read, and its list of codes is complete.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "sheets.hpp"

namespace ratestack {
namespace {

std::string documentation() {
  std::ostringstream text;
  text << std::ifstream(RATESTACK_DOCS "/rate-sheets.md").rdbuf();
  return text.str();
}

/// What stands in the fenced block of this language.
std::string example(std::string_view language) {
  const std::string text = documentation();
  const std::string fence = "```" + std::string(language) + "\n";
  const std::size_t start = text.find(fence) + fence.size();
  return text.substr(start, text.find("```", start) - start);
}

TEST(RateSheetDocumentation, HasAnExampleInCsvThatPricesALoan) {
  const RateSheet sheet = lending_test::sheet_of(example("csv"));
  EXPECT_EQ(sheet.products().size(), 2U);
  EXPECT_EQ(sheet.tables().size(), 5U);
  const Pricing pricing = lending_test::price_with(lending_test::ordinary_loan(), lending_test::lock_for("30"), sheet);
  ASSERT_EQ(pricing.offers.size(), 8U);
  EXPECT_EQ(pricing.offers[0].product, "CONF15");
  EXPECT_EQ(pricing.offers[0].rate.to_text(), "5.500");
  EXPECT_EQ(pricing.offers[0].price.to_text(), "100.313");
}

TEST(RateSheetDocumentation, HasAnExampleInJson) {
  const SheetReading reading = RateSheet::from_json(example("json"));
  for (const SheetFault& fault : reading.faults.items) ADD_FAILURE() << to_string(fault.code) << " " << fault.pointer;
  ASSERT_TRUE(reading.sheet.has_value());
  EXPECT_EQ(reading.sheet->tables().size(), 2U);
}

TEST(RateSheetDocumentation, NamesEveryFault) {
  const std::string text = documentation();
  for (int code = 0; code <= static_cast<int>(SheetFaultCode::unknown_scope); ++code) {
    const std::string name = "`" + std::string(to_string(static_cast<SheetFaultCode>(code))) + "`";
    EXPECT_NE(text.find(name), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace ratestack
