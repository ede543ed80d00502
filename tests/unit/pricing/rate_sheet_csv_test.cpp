#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheets.hpp"

namespace ratestack {
namespace {

using lending_test::csv_faults;
using lending_test::sheet_of;
using testing::ElementsAre;
using testing::IsEmpty;

/// A sheet around these rows, the first of which is line 4.
std::string with(std::string_view rows) {
  return "ratesheet,1,Test\nproduct,rate,30,60\nA,6.000,100.000,99.000\n" + std::string(rows);
}

TEST(RateSheetCsv, ReadsWhatSpreadsheetsWrite) {
  const RateSheet plain = sheet_of(with("table,state,\"NY, TX\"\nNY,-0.250\nTX,NA\n"));
  const RateSheet dressed = sheet_of(
      "\xEF\xBB\xBF"
      "ratesheet,1,Test,,,\r\n"
      ",,,,\r\n"
      "# a remark, with \"quotes\"\r\n"
      "product,rate,30,60,,\r\n"
      "\"A\", 6.000 ,\"100.000\",99.000\r\n"
      "\r\n"
      "table,state,\"NY, TX\"\r\n"
      "NY,-0.250,,,\r\n"
      "TX , NA");
  EXPECT_EQ(plain, dressed);
  EXPECT_EQ(plain.tables()[0].name, "NY, TX");
  EXPECT_EQ(plain.cell_count(), 4U);
}

TEST(RateSheetCsv, IsTheSameSheetInAnyOrder) {
  EXPECT_EQ(sheet_of("ratesheet,1,T\nproduct,rate,30\nA,6,100\nA,6.5,101\nB,5,100\n"
                     "table,amount,X\n<=10,1\n10.01-20,2\ntable,state,Y\nfor,product,B,A\nCA,1\nAK,NA\n"),
            sheet_of("ratesheet,1,T\ntable,state,Y\nAK,NA\nCA,1\nfor,product,A,B\ntable,amount,X\n10.01-20,2\n<=10,1\n"
                     "product,rate,30\nB,5,100\nA,6,100\nproduct,rate,30\nA,6.5,101\n"));
}

TEST(RateSheetCsv, WritesItselfSoThatItReadsBack) {
  const RateSheet sheet = sheet_of(
      with("table,fico_ltv,\"A \"\"quoted\"\" name, with a comma\"\nfor,product,A\nfor,purpose,cash_out,purchase\n"
           "fico,75.01-80,<=75\n>=700,-0.5,NA\n600-699,0,1.015625\ntable,occupancy,O\nsecond_home,-1\n"));
  EXPECT_EQ(sheet_of(sheet.to_csv()), sheet);
  EXPECT_EQ(
      sheet.to_csv(),
      "ratesheet,1,Test\r\n\r\nproduct,rate,30,60\r\nA,6.000,100.000,99.000\r\n"
      "\r\ntable,fico_ltv,\"A \"\"quoted\"\" name, with a comma\"\r\nfor,product,A\r\nfor,purpose,purchase,cash_out\r\n"
      "fico,<=75.00,75.01-80.00\r\n600-699,1.015625,0.000\r\n>=700,NA,-0.500\r\n"
      "\r\ntable,occupancy,O\r\nsecond_home,-1.000\r\n");
}

TEST(RateSheetCsv, RefusesWhatIsNoRateSheet) {
  EXPECT_THAT(csv_faults(""), ElementsAre("missing_header 1:1"));
  EXPECT_THAT(csv_faults("\n,,\n# nothing\n"), ElementsAre("missing_header 1:1"));
  EXPECT_THAT(csv_faults("name,price\na,1\n"), ElementsAre("missing_header 1:1"));
  EXPECT_THAT(csv_faults("ratesheet,1\n"), ElementsAre("missing_header 1:1"));
  EXPECT_THAT(csv_faults("ratesheet,2,Test\nwhatever\n"), ElementsAre("unsupported_version 1:2"));
  EXPECT_THAT(csv_faults("ratesheet,1,Test\n"), ElementsAre("missing_rates 1:1"));
  EXPECT_THAT(csv_faults(std::string(SheetLimits::kMaxBytes + 1, '\n')), ElementsAre("text_too_large 1:1"));
}

TEST(RateSheetCsv, NamesLineAndColumnOfEveryFault) {
  EXPECT_THAT(csv_faults("ratesheet,1,Test\n"
                         "product,rate,30,60\n"
                         "A,6.0000,100,99\n"
                         "a,6.125,100,99\n"
                         "B,6.125,1e2,99\n"
                         "\n"
                         "table,state,T\n"
                         "ZZ,0\n"
                         "CA,+1\n"),
              ElementsAre("too_precise 3:2", "bad_product 4:1", "malformed_number 5:3", "unknown_state 8:1",
                          "malformed_number 9:2"));
}

TEST(RateSheetCsv, CountsLinesWithinQuotes) {
  EXPECT_THAT(csv_faults("ratesheet,1,\"two\r\nlines\"\r\nproduct,rate,30\r\nA,x,100\r\n"),
              ElementsAre("bad_name 1:3", "malformed_number 4:2"));
}

TEST(RateSheetCsv, RefusesQuotesOutOfPlaceAndReadsOn) {
  EXPECT_THAT(csv_faults(with("A,6.\"1\",100,99\nA,6.2,\"100\"x,99\nA,6.3,oops,99\n")),
              ElementsAre("malformed_csv 4:2", "malformed_csv 5:3", "malformed_number 6:3"));
  EXPECT_THAT(csv_faults(with("A,6.1,\"100,99\nA,6.2,1,1\n")), ElementsAre("malformed_csv 4:3", "missing_cell 4:4"));
  EXPECT_THAT(csv_faults(with("A,6.1\r,100,99\nA,6.2,oops,99\n")),
              ElementsAre("malformed_csv 4:2", "malformed_number 5:3"));
}

TEST(RateSheetCsv, RefusesTextThatIsNoText) {
  EXPECT_THAT(csv_faults("ratesheet,1,T\xFF\nproduct,rate,30\nA,6,100\n"), ElementsAre("invalid_text 1:3"));
  EXPECT_THAT(csv_faults("ratesheet,1,\"T\x01\"\nproduct,rate,30\nA,6,100\n"), ElementsAre("bad_name 1:3"));
  EXPECT_THAT(csv_faults("ratesheet,1,=cmd()\nproduct,rate,30\nA,6,100\n"), ElementsAre("bad_name 1:3"));
  EXPECT_THAT(csv_faults("ratesheet,1," + std::string(101, 'x') + "\nproduct,rate,30\nA,6,100\n"),
              ElementsAre("bad_name 1:3"));
}

TEST(RateSheetCsv, RefusesRatesThatDoNotAscend) {
  EXPECT_THAT(csv_faults(with("A,5.875,100,99\n")), ElementsAre("rate_not_ascending 4:2"));
  EXPECT_THAT(csv_faults(with("A,6.000,101,99\n")), ElementsAre("duplicate_cell 4:2"));
  EXPECT_THAT(csv_faults(with("B,5.875,100,99\nA,6.001,100,99\n")), IsEmpty());
}

TEST(RateSheetCsv, RefusesPricesOutOfRange) {
  EXPECT_THAT(csv_faults(with("B,5,0,99\n")), ElementsAre("out_of_range 4:3"));
  EXPECT_THAT(csv_faults(with("B,5,-100,99\n")), ElementsAre("malformed_number 4:3"));
  EXPECT_THAT(csv_faults(with("B,5,1000,99\n")), ElementsAre("out_of_range 4:3"));
  EXPECT_THAT(csv_faults(with("B,5,999.999999,99\n")), IsEmpty());
  EXPECT_THAT(csv_faults(with("table,state,T\nCA,100.000001\nNY,-100.000001\nTX,100\nFL,-100\n")),
              ElementsAre("out_of_range 5:2", "out_of_range 6:2"));
}

TEST(RateSheetCsv, WantsTheSameLockPeriodsThroughout) {
  EXPECT_THAT(csv_faults(with("product,rate,30,60\nB,5,1,1\n")), IsEmpty());
  EXPECT_THAT(csv_faults(with("product,rate,30,45\nB,5,1,1\n")), ElementsAre("inconsistent_lock_days 4:5"));
  EXPECT_THAT(csv_faults("ratesheet,1,T\nproduct,rate,60,30\nA,6,100,99\n"),
              ElementsAre("lock_days_not_ascending 2:4"));
  EXPECT_THAT(csv_faults("ratesheet,1,T\nproduct,rate,30,30\nA,6,100,99\n"),
              ElementsAre("lock_days_not_ascending 2:4"));
  EXPECT_THAT(csv_faults("ratesheet,1,T\nproduct,rate,0\nA,6,100\n"), ElementsAre("out_of_range 2:3"));
  EXPECT_THAT(csv_faults("ratesheet,1,T\nproduct,rate\nA,6\n"), ElementsAre("missing_cell 2:3"));
  EXPECT_THAT(csv_faults("ratesheet,1,T\nproduct,price,30\nA,6,100\n"), ElementsAre("missing_columns 2:1"));
}

TEST(RateSheetCsv, WantsEveryCellAndNoMore) {
  EXPECT_THAT(csv_faults(with("B,5,100\n")), ElementsAre("missing_cell 4:4"));
  EXPECT_THAT(csv_faults(with("B,5,,99\n")), ElementsAre("missing_cell 4:3"));
  EXPECT_THAT(csv_faults(with("B,5,100,99,98\n")), ElementsAre("surplus_cell 4:5"));
  EXPECT_THAT(csv_faults(with("B\n")), ElementsAre("missing_cell 4:2"));
  EXPECT_THAT(csv_faults(with("table,state\nCA,0\n")), ElementsAre("bad_name 4:3"));
  EXPECT_THAT(csv_faults(with("table\nCA,0\n")), ElementsAre("unknown_table_kind 4:2", "bad_name 4:2"));
  EXPECT_THAT(csv_faults(with("table,state,T\nCA\n")), ElementsAre("missing_cell 5:2"));
  EXPECT_THAT(csv_faults(with("table,state,T\nCA,1,2\n")), ElementsAre("surplus_cell 5:3"));
  EXPECT_THAT(csv_faults(with("B,5" + std::string(200, ',') + "99\n")),
              ElementsAre("missing_cell 4:3", "surplus_cell 4:202"));
}

TEST(RateSheetCsv, RefusesBandsThatOverlapOrLeaveAGap) {
  const auto rows = [](std::string_view bands) { return csv_faults(with("table,amount,T\n" + std::string(bands))); };
  EXPECT_THAT(rows("<=10,0\n10.01-20,0\n"), IsEmpty());
  EXPECT_THAT(rows("<=10,0\n10-20,0\n"), ElementsAre("band_overlap 6:1"));
  EXPECT_THAT(rows("<=10,0\n10.02-20,0\n"), ElementsAre("band_gap 6:1"));
  EXPECT_THAT(rows("10.02-20,0\n<=10,0\n"), ElementsAre("band_gap 5:1"));  // told where the upper one stands
  EXPECT_THAT(rows("1-5,0\n1-5,1\n"), ElementsAre("duplicate_cell 6:1"));
  EXPECT_THAT(rows("1-9,0\n2-3,1\n"), ElementsAre("band_overlap 6:1"));
  EXPECT_THAT(rows("9-1,0\n"), ElementsAre("malformed_band 5:1"));
  EXPECT_THAT(rows("1-2-3,0\n"), ElementsAre("malformed_band 5:1"));
  EXPECT_THAT(rows(">5,0\n"), ElementsAre("malformed_band 5:1"));
  EXPECT_THAT(rows("1-2.001,0\n"), ElementsAre("too_precise 5:1"));
  EXPECT_THAT(rows("1-2,0\nx,0\n9-10,0\n"), ElementsAre("malformed_band 6:1"));  // the gap may be what x was to fill
}

TEST(RateSheetCsv, ChecksBothAxesOfAGrid) {
  const auto grid = [](std::string_view rows) { return csv_faults(with("table,fico_ltv,T\n" + std::string(rows))); };
  EXPECT_THAT(grid("fico,<=75.00,75.01-80.00\n700-850,0,0\n600-699,0,0\n"), IsEmpty());
  EXPECT_THAT(grid("fico,<=75.00,75.00-80.00\n700-850,0,0\n600-700,0,0\n"),
              ElementsAre("band_overlap 5:3", "band_overlap 6:1"));
  EXPECT_THAT(grid("fico,<=75.00,80.00-81.00\n700-850,0,0\n600-698,0,0\n"),
              ElementsAre("band_gap 5:3", "band_gap 6:1"));
  EXPECT_THAT(grid("fico,<=75.00\n>=200,0\n"), ElementsAre("out_of_range 6:1"));
  EXPECT_THAT(grid(">=700,0\n>=600,0\n"), ElementsAre("missing_columns 5:1"));
  EXPECT_THAT(grid("fico,<=75.00\nfico,<=75.00\n>=700,0\n"), ElementsAre("misplaced_row 6:1"));
  EXPECT_THAT(grid("fico,<=75.00,75.01-80\n>=700,0\n"), ElementsAre("missing_cell 6:3"));
}

TEST(RateSheetCsv, RefusesTablesThatMeanNothing) {
  EXPECT_THAT(csv_faults(with("table,weather,T\nsunny,0\nrainy,0\n")), ElementsAre("unknown_table_kind 4:2"));
  EXPECT_THAT(csv_faults(with("table,state,T\n")), ElementsAre("empty_table 4:1"));
  EXPECT_THAT(csv_faults(with("table,state,T\nCA,0\nCA,0\n")), ElementsAre("duplicate_cell 6:1"));
  EXPECT_THAT(csv_faults(with("table,state,T\nCA,0\ntable,purpose,T\npurchase,0\n")),
              ElementsAre("duplicate_table 6:3"));
  EXPECT_THAT(csv_faults(with("table,occupancy,T\nowner,0\n")), ElementsAre("unknown_occupancy 5:1"));
  EXPECT_THAT(csv_faults(with("table,purpose,T\nparty,0\n")), ElementsAre("unknown_purpose 5:1"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfico,<=75\nCA,0\n")), ElementsAre("misplaced_row 5:1"));
}

// A scope that was meant to narrow a table must never leave it as wide as it was.
TEST(RateSheetCsv, RefusesAScopeThatNarrowsNothing) {
  EXPECT_THAT(csv_faults(with("table,state,T\nfor,product,B\nCA,0\n")), ElementsAre("unknown_product 5:3"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfor,product\nCA,0\n")), ElementsAre("missing_cell 5:3"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfor,purpose\nCA,0\n")), ElementsAre("missing_cell 5:3"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfor\nCA,0\n")), ElementsAre("missing_cell 5:2"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfor,purpose,party\nCA,0\n")), ElementsAre("unknown_purpose 5:3"));
  EXPECT_THAT(csv_faults(with("table,state,T\nfor,weather,rain\nCA,0\n")), ElementsAre("unknown_scope 5:2"));
}

TEST(RateSheetCsv, RefusesRowsOutOfPlace) {
  EXPECT_THAT(csv_faults("ratesheet,1,T\nA,6,100\nproduct,rate,30\nA,6,100\n"), ElementsAre("misplaced_row 2:1"));
  EXPECT_THAT(csv_faults(with("ratesheet,1,T\n")), ElementsAre("misplaced_row 4:1"));
  EXPECT_THAT(csv_faults(with("for,product,A\n")), ElementsAre("misplaced_row 4:1"));
  EXPECT_THAT(csv_faults(with("fico,<=75\n")), ElementsAre("misplaced_row 4:1"));
}

TEST(RateSheetCsv, TellsAHundredFaultsAndThatThereWereMore) {
  const auto bad_rows = [](int count) {
    std::string rows;
    for (int i = 0; i < count; ++i) rows += "a,6,100,99\n";
    return RateSheet::from_csv(with(rows)).faults;
  };
  EXPECT_EQ(bad_rows(100).items.size(), 100U);
  EXPECT_FALSE(bad_rows(100).more);
  EXPECT_EQ(bad_rows(101).items.size(), 100U);
  EXPECT_TRUE(bad_rows(101).more);
}

TEST(RateSheetCsv, KeepsToItsLimits) {
  std::string many_products = "ratesheet,1,T\nproduct,rate,30\n";
  for (std::size_t i = 0; i <= SheetLimits::kMaxProducts; ++i) many_products += "P" + std::to_string(i) + ",6,100\n";
  EXPECT_THAT(csv_faults(many_products), ElementsAre("too_many_products 2003:1"));
  std::string many_tables = with("");
  for (std::size_t i = 0; i <= SheetLimits::kMaxTables; ++i)
    many_tables += "table,state,T" + std::to_string(i) + "\nCA,0\n";
  EXPECT_THAT(csv_faults(many_tables), ElementsAre("too_many_tables 132:1"));
  std::string many_cells = "ratesheet,1,T\nproduct,rate";
  std::string row;
  for (int i = 1; i <= 120; ++i) many_cells += "," + std::to_string(i), row += ",1";
  many_cells += "\n";
  for (int i = 0; i < 1667; ++i) {  // 1666 rows of 120 are 199,920 cells
    const Rate rate = Rate::from_units(1 + i).value();
    many_cells += "A," + rate.to_text() + row + "\n";
  }
  EXPECT_THAT(csv_faults(many_cells), ElementsAre("too_many_cells 1669:1"));
}

}  // namespace
}  // namespace ratestack
