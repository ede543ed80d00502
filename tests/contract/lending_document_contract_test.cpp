// Documents of loans with their sealed parts, and subscriptions to webhooks.
#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LendingDocumentContract : public LendingContract {
 protected:
  LendingDocumentContract() {
    put(test_loan(1));
    put(test_loan(2));
  }
  std::optional<service::DocumentRecord> own(int org, int document) {
    return seen().find_own_document(test_org(org), test_document_id(document)).value();
  }
  std::vector<std::string> parts(int org, int document) {
    std::vector<std::string> out;
    for (const auto& part : seen().document_parts(test_org(org), test_document_id(document)).value()) {
      out.push_back(part.id.substr(part.id.find('.')) + '=' + part.envelope);
    }
    return out;
  }
  std::vector<DocumentId> page(int org, int loan, const std::string& before = "", std::size_t limit = 9) {
    return ids_of(seen().documents(test_org(org), test_loan_id(loan), {before, limit}));
  }
  static void expect_same(const service::DocumentRecord& document, const service::DocumentRecord& wanted) {
    EXPECT_EQ(document.id, wanted.id);
    EXPECT_EQ(document.loan_id, wanted.loan_id);
    EXPECT_EQ(document.org_id, wanted.org_id);
    EXPECT_EQ(document.delivered_by_org_id, wanted.delivered_by_org_id);
    EXPECT_EQ(document.kind, wanted.kind);
    EXPECT_EQ(document.name, wanted.name);
    EXPECT_EQ(document.media_type, wanted.media_type);
    EXPECT_EQ(document.size, wanted.size);
    EXPECT_EQ(document.digest, wanted.digest);
    EXPECT_EQ(document.delivered_by, wanted.delivered_by);
    EXPECT_EQ(document.created_at, wanted.created_at);
  }
};

TEST_P(LendingDocumentContract, ADocumentIsReadAsItWasWritten) {
  put(test_document(1, 2), 3);
  put(test_document(2));
  expect_same(own(1, 1).value(), test_document(1, 2));
  expect_same(seen().documents(test_org(1), test_loan_id(1), {"", 9}).value().at(1), test_document(1, 2));
  EXPECT_THAT(parts(1, 1), ElementsAre(".0=rs1.part0", ".1=rs1.part1", ".2=rs1.part2"));
  EXPECT_FALSE(own(1, 3));
  EXPECT_THAT(parts(1, 3), IsEmpty());
}

// By their place, not by their text, where ".10" comes before ".2".
TEST_P(LendingDocumentContract, PartsComeInTheirOrder) {
  put(test_document(1), 25);
  const auto all = parts(1, 1);
  ASSERT_EQ(all.size(), 25U);
  for (std::size_t n = 0; n < all.size(); ++n) {
    EXPECT_EQ(all[n], '.' + std::to_string(n) + "=rs1.part" + std::to_string(n));
  }
}

TEST_P(LendingDocumentContract, ADocumentBelongsToALoanOfItsOwner) {
  service::DocumentRecord document = test_document(1);
  const auto refused = [&] {
    return lend([&](LendingWriter& w) { return w.insert_document(document, {}); }).error().code ==
           StoreError::not_found;
  };
  document.org_id = test_org(2);
  EXPECT_TRUE(refused());
  document = test_document(1);
  document.loan_id = test_loan_id(9);
  EXPECT_TRUE(refused());
}

TEST_P(LendingDocumentContract, ADocumentIsTheOwnersAndInListsOfWhoDeliveredIt) {
  put(test_document(1, 1));
  put(test_document(2, 2));
  ASSERT_TRUE(share(1, 2));
  ASSERT_TRUE(share(1, 3));
  EXPECT_THAT(page(1, 1), ElementsAre(test_document_id(2), test_document_id(1)));
  EXPECT_THAT(page(2, 1), ElementsAre(test_document_id(2)));
  EXPECT_THAT(page(3, 1), IsEmpty());
  ASSERT_TRUE(unshare(1, 2));
  EXPECT_THAT(page(2, 1), ElementsAre(test_document_id(2)));
  for (const int org : {2, 3}) {
    EXPECT_FALSE(own(org, 2)) << org;
    EXPECT_THAT(parts(org, 2), IsEmpty()) << org;
  }
}

TEST_P(LendingDocumentContract, DocumentsOfALoanComeNewestFirstPageByPage) {
  for (const int n : {2, 4, 1}) put(test_document(n));
  auto other = test_document(3);
  other.loan_id = test_loan_id(2);
  put(other);
  EXPECT_THAT(page(1, 1, "", 2), ElementsAre(test_document_id(4), test_document_id(2)));
  EXPECT_THAT(page(1, 1, test_document_id(2).text(), 2), ElementsAre(test_document_id(1)));
  EXPECT_THAT(page(1, 2), ElementsAre(test_document_id(3)));
  EXPECT_THAT(page(1, 3), IsEmpty());
}

RATESTACK_FOR_EACH_STORE(LendingDocumentContract);

class LendingWebhookContract : public LendingContract {
 protected:
  Result<Spent> remove(int org, int webhook) {
    return lend([&](LendingWriter& w) { return w.remove_webhook(test_org(org), test_webhook_id(webhook)); });
  }
  std::uint64_t count(int org) {
    return lend([&](LendingWriter& w) { return w.count_webhooks(test_org(org)); }).value();
  }
  std::vector<SubscriptionId> page(int org, const std::string& before = "", std::size_t limit = 9) {
    return ids_of(seen().webhooks(test_org(org), {before, limit}));
  }
};

TEST_P(LendingWebhookContract, ASubscriptionIsReadAsItWasWritten) {
  put(test_webhook(1));
  const auto webhook = seen().webhooks(test_org(1), {"", 9}).value().at(0), wanted = test_webhook(1);
  EXPECT_EQ(webhook.id, wanted.id);
  EXPECT_EQ(webhook.org_id, wanted.org_id);
  EXPECT_EQ(webhook.url, wanted.url);
  EXPECT_EQ(webhook.events, wanted.events);
  EXPECT_EQ(webhook.secret, wanted.secret);
  EXPECT_EQ(webhook.created_by, wanted.created_by);
  EXPECT_EQ(webhook.created_at, wanted.created_at);
}

TEST_P(LendingWebhookContract, ASubscriptionIsRemovedOnceByItsOwner) {
  EXPECT_EQ(lend([](LendingWriter& w) { return w.insert_webhook(test_webhook(1, 9)); }).error().code,
            StoreError::not_found);
  put(test_webhook(1));
  put(test_webhook(2));
  EXPECT_EQ(remove(2, 1).value(), Spent::before);
  EXPECT_THAT(page(1), ElementsAre(test_webhook_id(2), test_webhook_id(1)));
  EXPECT_EQ(remove(1, 1).value(), Spent::now);
  EXPECT_EQ(remove(1, 1).value(), Spent::before);
  EXPECT_THAT(page(1), ElementsAre(test_webhook_id(2)));
}

TEST_P(LendingWebhookContract, ARemovedSecretIsOutOfQuarantine) {
  put(test_webhook(1));
  put(test_webhook(2));
  quarantine(service::kWebhookSecrets, test_webhook_id(1).view());
  quarantine(service::kWebhookSecrets, test_webhook_id(2).view());
  EXPECT_EQ(remove(2, 1).value(), Spent::before);
  EXPECT_EQ(quarantined(), 2U);
  EXPECT_EQ(remove(1, 1).value(), Spent::now);
  EXPECT_EQ(quarantined(), 1U);
  EXPECT_EQ(store_->secrets().quarantined(std::nullopt, 9).value().at(0).row_id, test_webhook_id(2).view());
}

TEST_P(LendingWebhookContract, SubscriptionsAreCountedAndComeNewestFirstPageByPage) {
  EXPECT_EQ(count(1), 0U);
  for (const int n : {2, 1, 5}) put(test_webhook(n));
  put(test_webhook(3, 2));
  EXPECT_EQ(count(1), 3U);
  EXPECT_EQ(count(2), 1U);
  EXPECT_THAT(page(1, "", 2), ElementsAre(test_webhook_id(5), test_webhook_id(2)));
  EXPECT_THAT(page(1, test_webhook_id(2).text()), ElementsAre(test_webhook_id(1)));
  EXPECT_THAT(page(2), ElementsAre(test_webhook_id(3)));
}

RATESTACK_FOR_EACH_STORE(LendingWebhookContract);

}  // namespace
}  // namespace ratestack::contract
