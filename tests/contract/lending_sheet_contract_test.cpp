// Rate sheets: drafts, what is in force of them, and whom they are offered to.
#include "ratestack/lending/rate_sheet.hpp"
#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {
namespace {

using service::SheetReader;
using service::SheetState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class LendingSheetContract : public LendingContract {
 protected:
  std::optional<SheetRecord> found(int org, int sheet) {
    return seen().find_sheet(test_org(org), test_sheet_id(sheet)).value();
  }
  std::optional<SheetRecord> own(int lender, int sheet) {
    return lend([&](LendingWriter& w) { return w.find_own_sheet(test_org(lender), test_sheet_id(sheet)); }).value();
  }
  std::vector<std::string> in_force(int sheet) { return found(2, sheet)->in_force; }
  std::vector<SheetId> page(int org, const std::string& before = "", std::size_t limit = 9) {
    return ids_of(seen().sheets(test_org(org), {before, limit}));
  }
  std::vector<OrgId> readers(int lender) {
    std::vector<OrgId> out;
    for (const SheetReader& reader : seen().sheet_readers(test_org(lender)).value()) out.push_back(reader.org_id);
    return out;
  }
  /// "product of sheet", in the order given.
  std::vector<std::string> pricing(int org) {
    std::vector<std::string> out;
    for (const auto& row : seen().products_in_force(test_org(org)).value()) {
      out.push_back(row.product + " of " + row.sheet_id.text().back());
    }
    return out;
  }
  static void expect_same(const SheetRecord& sheet, const SheetRecord& wanted) {
    EXPECT_EQ(sheet.id, wanted.id);
    EXPECT_EQ(sheet.org_id, wanted.org_id);
    EXPECT_EQ(sheet.name, wanted.name);
    EXPECT_EQ(sheet.digest, wanted.digest);
    EXPECT_EQ(sheet.cells, wanted.cells);
    EXPECT_EQ(sheet.products, wanted.products);
    EXPECT_EQ(sheet.uploaded_by, wanted.uploaded_by);
    EXPECT_EQ(sheet.created_at, wanted.created_at);
    EXPECT_EQ(sheet.activated_at, wanted.activated_at);
    EXPECT_EQ(sheet.activated_by, wanted.activated_by);
    EXPECT_EQ(sheet.in_force, wanted.in_force);
  }
};

TEST_P(LendingSheetContract, ADraftIsReadAsItWasWritten) {
  const SheetRecord draft = test_sheet(1, {"ARM5", "CONF30"});
  put(draft);
  expect_same(found(2, 1).value(), draft);
  expect_same(own(2, 1).value(), draft);
  expect_same(seen().sheets(test_org(2), {"", 9}).value().at(0), draft);
  EXPECT_EQ(found(2, 1)->state(), SheetState::draft);
  EXPECT_EQ(seen().sheet_csv(test_sheet_id(1)).value(), "csv of " + test_sheet_id(1).text());
  EXPECT_EQ(seen().sheet_csv(test_sheet_id(2)).value(), std::nullopt);
  EXPECT_THAT(pricing(2), IsEmpty());
}

TEST_P(LendingSheetContract, ALenderIsAnOrganisationThatThereIs) {
  EXPECT_EQ(lend([](LendingWriter& w) { return w.insert_sheet(test_sheet(1, {"A"}, 9), ""); }).error().code,
            StoreError::not_found);
}

TEST_P(LendingSheetContract, AnActivatedSheetIsInForceForEachOfItsProducts) {
  SheetRecord sheet = test_sheet(1, {"ARM5", "CONF15", "CONF30"});
  put(sheet);
  activate(1, 8);
  sheet.activated_at = at(8);
  sheet.activated_by = "usr_activator8";
  sheet.in_force = sheet.products;
  expect_same(found(2, 1).value(), sheet);
  expect_same(own(2, 1).value(), sheet);
  expect_same(seen().sheets(test_org(2), {"", 9}).value().at(0), sheet);
  EXPECT_EQ(found(2, 1)->state(), SheetState::active);
  EXPECT_THAT(pricing(2), ElementsAre("ARM5 of 1", "CONF15 of 1", "CONF30 of 1"));
}

TEST_P(LendingSheetContract, OfOneProductOneSheetIsInForce) {
  put(test_sheet(1, {"ARM5", "CONF15", "CONF30"}));
  put(test_sheet(2, {"CONF15", "FHA30"}));
  put(test_sheet(3, {"ARM5", "CONF30"}));
  activate(1, 4);
  activate(2, 5);
  EXPECT_THAT(in_force(1), ElementsAre("ARM5", "CONF30"));
  EXPECT_THAT(in_force(2), ElementsAre("CONF15", "FHA30"));
  EXPECT_THAT(pricing(2), ElementsAre("ARM5 of 1", "CONF30 of 1", "CONF15 of 2", "FHA30 of 2"));
  activate(3, 6);
  EXPECT_THAT(in_force(1), IsEmpty());
  EXPECT_EQ(found(2, 1)->state(), SheetState::superseded);
  EXPECT_THAT(in_force(3), ElementsAre("ARM5", "CONF30"));
}

TEST_P(LendingSheetContract, ASheetComesIntoForceAgainAndWasActivatedWhenItWasFirst) {
  put(test_sheet(1, {"ARM5", "CONF30"}));
  put(test_sheet(2, {"CONF30"}));
  activate(1, 4);
  activate(2, 5);
  activate(1, 6);
  EXPECT_THAT(in_force(1), ElementsAre("ARM5", "CONF30"));
  EXPECT_THAT(in_force(2), IsEmpty());
  EXPECT_EQ(found(2, 1)->activated_at, at(4));
  EXPECT_EQ(found(2, 1)->activated_by, "usr_activator4");
}

TEST_P(LendingSheetContract, LendersDoNotSupersedeEachOther) {
  put(test_sheet(1, {"CONF30"}, 2));
  put(test_sheet(2, {"CONF30"}, 3));
  activate(1, 4, 2);
  activate(2, 5, 3);
  EXPECT_THAT(pricing(2), ElementsAre("CONF30 of 1"));
  EXPECT_THAT(pricing(3), ElementsAre("CONF30 of 2"));
}

TEST_P(LendingSheetContract, OfTwoActivationsAtOnceOneIsInForceForAllOfAProduct) {
  put(test_sheet(1, {"A", "B", "C"}));
  put(test_sheet(2, {"A", "B", "C"}));
  const auto other = database_->open();
  const auto activate_in = [](service::Store& store, int sheet) {
    return store.transact([&](service::WriteTransaction& t) {
      if (auto held = t.heads({}); !held) return Result<void>(held.error());
      return t.lending().activate_sheet(test_sheet(sheet, {"A", "B", "C"}), "usr", at(9));
    });
  };
  std::thread rival([&] { EXPECT_TRUE(activate_in(*other, 1)); });
  EXPECT_TRUE(activate_in(*store_, 2));
  rival.join();
  EXPECT_THAT(pricing(2), SizeIs(3));
  EXPECT_EQ(in_force(1).size() + in_force(2).size(), 3U);
  EXPECT_TRUE(in_force(1).empty() || in_force(2).empty());
}

TEST_P(LendingSheetContract, ASheetIsItsLendersAlone) {
  put(test_sheet(1, {"CONF30"}));
  activate(1, 4);
  EXPECT_FALSE(found(1, 1));
  EXPECT_FALSE(own(1, 1));
  EXPECT_THAT(page(1), IsEmpty());
  EXPECT_THAT(pricing(1), IsEmpty());
  EXPECT_THAT(readers(1), IsEmpty());
}

TEST_P(LendingSheetContract, WhoIsOfferedSheetsSeesThoseInForceUntilItIsNoLonger) {
  put(test_sheet(1, {"CONF30"}));
  put(test_sheet(2, {"ARM5", "CONF30"}));
  activate(1, 4);
  ASSERT_TRUE(offer({test_org(1)}));
  EXPECT_THAT(page(1), ElementsAre(test_sheet_id(1)));
  expect_same(found(1, 1).value(), found(2, 1).value());
  EXPECT_THAT(pricing(1), ElementsAre("CONF30 of 1"));
  EXPECT_FALSE(found(1, 2));  // a draft
  EXPECT_FALSE(own(1, 1));
  EXPECT_FALSE(found(3, 1));
  activate(2, 5);
  EXPECT_FALSE(found(1, 1));  // superseded
  EXPECT_THAT(page(1), ElementsAre(test_sheet_id(2)));
  EXPECT_THAT(found(1, 2)->in_force, ElementsAre("ARM5", "CONF30"));
  EXPECT_THAT(pricing(1), ElementsAre("ARM5 of 2", "CONF30 of 2"));
  ASSERT_TRUE(offer({}));
  EXPECT_FALSE(found(1, 2));
  EXPECT_THAT(page(1), IsEmpty());
  EXPECT_THAT(pricing(1), IsEmpty());
}

TEST_P(LendingSheetContract, ADisabledLendersSheetsAreInForceForNobodyElse) {
  put(test_sheet(1, {"CONF30"}));
  activate(1, 4);
  ASSERT_TRUE(offer({test_org(1)}));
  ASSERT_TRUE(disable_org(2, at(6)));
  EXPECT_THAT(pricing(1), IsEmpty());
  EXPECT_FALSE(found(1, 1));
  EXPECT_THAT(page(1), IsEmpty());
  EXPECT_THAT(pricing(2), ElementsAre("CONF30 of 1"));
  EXPECT_THAT(in_force(1), ElementsAre("CONF30"));
  ASSERT_TRUE(disable_org(2, std::nullopt));
  EXPECT_THAT(pricing(1), ElementsAre("CONF30 of 1"));
}

TEST_P(LendingSheetContract, OwnProductsAndThoseOfferedPriceTogether) {
  put(test_sheet(1, {"CONF30"}, 2));
  put(test_sheet(2, {"CONF30"}, 1));
  activate(1, 4, 2);
  activate(2, 4, 1);
  ASSERT_TRUE(offer({test_org(1), test_org(2)}));  // itself, too: that changes nothing
  EXPECT_THAT(pricing(1), ElementsAre("CONF30 of 1", "CONF30 of 2"));
  EXPECT_THAT(pricing(2), ElementsAre("CONF30 of 1"));
  EXPECT_THAT(page(2), ElementsAre(test_sheet_id(1)));
  EXPECT_EQ(seen().products_in_force(test_org(1)).value().at(0).org_id, test_org(2));
}

TEST_P(LendingSheetContract, ReadersAreReplacedAndThoseWhoStayDoSoSinceTheyCame) {
  ASSERT_TRUE(offer({test_org(3), test_org(1)}, 5));
  EXPECT_THAT(readers(2), ElementsAre(test_org(1), test_org(3)));
  ASSERT_TRUE(offer({test_org(3), test_org(0), test_org(3)}, 6));
  EXPECT_THAT(readers(2), ElementsAre(test_org(0), test_org(3)));
  const auto told = seen().sheet_readers(test_org(2)).value();
  EXPECT_EQ(told.at(0), (SheetReader{test_org(0), at(6), "Lender 0"}));
  EXPECT_EQ(told.at(1), (SheetReader{test_org(3), at(5), "Stranger"}));
  ASSERT_TRUE(offer({test_org(1)}, 7, 3));
  EXPECT_THAT(readers(2), SizeIs(2));
}

TEST_P(LendingSheetContract, AReaderIsAnOrganisationThatThereIs) {
  ASSERT_TRUE(offer({test_org(1)}));
  EXPECT_EQ(offer({test_org(3), test_org(9)}).error().code, StoreError::not_found);
  EXPECT_THAT(readers(2), ElementsAre(test_org(1)));
}

TEST_P(LendingSheetContract, SheetsComeNewestFirstPageByPage) {
  put(test_sheet(1, {"A", "B", "C"}));
  for (const int n : {2, 4}) put(test_sheet(n, {"B"}));
  put(test_sheet(3, {"A", "B"}, 1));
  for (const int n : {2, 1, 4}) activate(n, 5);
  ASSERT_TRUE(offer({test_org(1)}));
  EXPECT_THAT(page(2), ElementsAre(test_sheet_id(4), test_sheet_id(2), test_sheet_id(1)));
  EXPECT_THAT(page(1), ElementsAre(test_sheet_id(4), test_sheet_id(3), test_sheet_id(1)));
  EXPECT_THAT(page(1, "", 2), ElementsAre(test_sheet_id(4), test_sheet_id(3)));
  EXPECT_THAT(page(1, test_sheet_id(3).text(), 2), ElementsAre(test_sheet_id(1)));
  EXPECT_THAT(seen().sheets(test_org(1), {"", 9}).value().at(2).in_force, ElementsAre("A", "C"));
  EXPECT_THAT(page(1, test_sheet_id(1).text(), 2), IsEmpty());
}

TEST_P(LendingSheetContract, TheLargestSheetIsReadWhole) {
  SheetRecord sheet = test_sheet(1, {});
  for (std::size_t n = 0; n < SheetLimits::kMaxProducts; ++n) {
    sheet.products.push_back("P" + std::to_string(10'000 + n) + std::string(SheetLimits::kMaxProductBytes - 6, 'X'));
  }
  put(sheet);
  activate(1, 4);
  EXPECT_EQ(found(2, 1)->products, sheet.products);
  EXPECT_EQ(in_force(1), sheet.products);
  EXPECT_THAT(pricing(2), SizeIs(SheetLimits::kMaxProducts));
}

RATESTACK_FOR_EACH_STORE(LendingSheetContract);

}  // namespace
}  // namespace ratestack::contract
