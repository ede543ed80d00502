#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheets.hpp"

namespace ratestack {
namespace {

using lending_test::json_faults;
using lending_test::sheet_of;
using testing::ElementsAre;
using testing::IsEmpty;

std::string sheet_json(std::string_view rates, std::string_view tables) {
  return R"({"ratesheet":1,"name":"Test","lock_days":[30,60],"rates":)" + std::string(rates) + R"(,"tables":)" +
         std::string(tables) + "}";
}

std::string with_tables(std::string_view tables) { return sheet_json(R"([["A","6.000","100","99"]])", tables); }
std::string with_rates(std::string_view rates) { return sheet_json(rates, "[]"); }

TEST(RateSheetJson, MeansWhatTheCsvFormMeans) {
  const SheetReading reading = RateSheet::from_json(with_tables(
      R"([{"kind":"fico_ltv","name":"Grid","products":["A"],"purposes":["purchase"],"columns":["<=75.00","75.01-80.00"],)"
      R"("rows":[[">=700","0.000","-0.250"],["600-699","-0.5","NA"]]},{"kind":"state","name":"State","rows":[["CA","-1"]]}])"));
  ASSERT_TRUE(reading.sheet.has_value());
  EXPECT_EQ(*reading.sheet,
            sheet_of("ratesheet,1,Test\nproduct,rate,30,60\nA,6.000,100,99\n"
                     "table,state,State\nCA,-1\n"
                     "table,fico_ltv,Grid\nfor,product,A\nfor,purpose,purchase\nfico,<=75.00,75.01-80.00\n"
                     "600-699,-0.5,NA\n>=700,0.000,-0.250\n"));
}

TEST(RateSheetJson, TakesWholeNumbersButNoFloatingPoint) {
  EXPECT_THAT(json_faults(with_rates(R"([["A",6,100,"99.5"]])")), IsEmpty());
  EXPECT_THAT(json_faults(with_rates(R"([["A",6.125,"100","99"]])")), ElementsAre("wrong_type /rates/0/1"));
  EXPECT_THAT(json_faults(with_rates(R"([["A","6.125",1e2,"99"]])")), ElementsAre("wrong_type /rates/0/2"));
}

TEST(RateSheetJson, PointsAtEveryFault) {
  EXPECT_THAT(
      json_faults(R"({"ratesheet":1,"name":7,"lock_days":["x"],"rates":[["a","6","1"],[],"row",["B","6.1234","1"]]})"),
      ElementsAre("malformed_number /lock_days/0", "bad_product /rates/0/0", "missing_cell /rates/1",
                  "wrong_type /rates/2", "too_precise /rates/3/1"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":"T","rows":[["CA","0"],["ZZ","1"],["CA","0"]]}])")),
              ElementsAre("unknown_state /tables/0/rows/1/0"));
  EXPECT_THAT(json_faults(with_tables(
                  R"([{"kind":"state","name":"T","rows":[["CA","0"],["CA","0"]]},)"
                  R"({"kind":"fico_ltv","name":"G","columns":["<=75","75-80"],"rows":[[">=700","0","x"]]}])")),
              ElementsAre("malformed_number /tables/1/rows/0/2", "duplicate_cell /tables/0/rows/1/0",
                          "band_overlap /tables/1/columns/1"));
}

TEST(RateSheetJson, RefusesWhatIsNoRateSheet) {
  EXPECT_THAT(json_faults("[]"), ElementsAre("wrong_type "));
  EXPECT_THAT(json_faults("{}"), ElementsAre("missing_header "));
  EXPECT_THAT(json_faults(R"({"ratesheet":"1"})"), ElementsAre("unsupported_version /ratesheet"));
  EXPECT_THAT(json_faults(R"({"ratesheet":1})"),
              ElementsAre("missing_member /name", "missing_member /lock_days", "missing_member /rates"));
  EXPECT_THAT(json_faults(with_rates("[]")), ElementsAre("missing_rates /rates"));
  EXPECT_THAT(json_faults(with_rates("{}")), ElementsAre("wrong_type /rates"));
  EXPECT_THAT(json_faults(std::string(SheetLimits::kMaxBytes + 1, ' ')), ElementsAre("text_too_large "));
  const SheetReading cut = RateSheet::from_json(R"({"ratesheet":1,)");
  ASSERT_EQ(cut.faults.items.size(), 1U);
  EXPECT_EQ(cut.faults.items[0].code, SheetFaultCode::malformed_json);
  EXPECT_EQ(cut.faults.items[0].detail, "json: incomplete (byte 15)");
}

TEST(RateSheetJson, RefusesMembersThatItDoesNotKnow) {
  EXPECT_THAT(json_faults(R"({"ratesheet":1,"name":"T","lock_days":[30],"rates":[["A","6","1"]],"table":[]})"),
              ElementsAre("unknown_member "));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":"T","purpose":[],"rows":[["CA","0"]]}])")),
              ElementsAre("unknown_member /tables/0"));
}

TEST(RateSheetJson, RefusesTablesWithoutTheirParts) {
  EXPECT_THAT(json_faults(with_tables("[7]")), ElementsAre("wrong_type /tables/0"));
  EXPECT_THAT(
      json_faults(with_tables("[{}]")),
      ElementsAre("missing_member /tables/0/kind", "missing_member /tables/0/name", "missing_member /tables/0/rows"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":"T","products":[],"rows":[["CA","0"]]}])")),
              ElementsAre("missing_cell /tables/0/products"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"fico_ltv","name":"T","rows":[[">=700","0"]]}])")),
              ElementsAre("missing_columns /tables/0/rows/0"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":"T","columns":["<=75"],"rows":[["CA","0"]]}])")),
              ElementsAre("misplaced_row /tables/0/columns"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":" T","rows":[["CA","0"]]}])")),
              ElementsAre("bad_name /tables/0/name"));
  EXPECT_THAT(json_faults(with_tables(R"([{"kind":"state","name":"T","rows":[[]]}])")),
              ElementsAre("missing_cell /tables/0/rows/0", "empty_table /tables/0"));
}

}  // namespace
}  // namespace ratestack
