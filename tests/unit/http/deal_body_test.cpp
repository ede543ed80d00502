#include "native/http/lending/deal_body.hpp"

#include <gtest/gtest.h>

namespace ratestack::http {
namespace {

const std::string kSheet = "rs_01J0000000000000000000000A";
const std::string kLoan = "loan_01J0000000000000000000000A";
const std::string kOrgA = "org_01J0000000000000000000000A";
const std::string kOrgB = "org_01J0000000000000000000000B";

template <typename T>
std::string refusal(const Result<T>& read) {
  return read ? "accepted" : read.error().code.message() + " " + read.error().context;
}

std::string document(const std::string& name, const std::string& type, const std::string& content) {
  return R"({"loan_id":")" + kLoan + R"(","kind":"appraisal","name":")" + name + R"(","media_type":")" + type +
         R"(","content_base64":")" + content + "\"}";
}

TEST(LockBody, ReadsAChoiceAndAPrice) {
  const auto order = read_lock_order(R"({"sheet_id":")" + kSheet +
                                     R"(","product":"CONF30","rate":"6.125","lock_days":30,"price":"99.75"})")
                         .value();
  EXPECT_EQ(order.choice.sheet.view(), kSheet);
  EXPECT_EQ(order.choice.product, "CONF30");
  EXPECT_EQ(order.choice.rate.to_text(), "6.125");
  EXPECT_EQ(order.choice.days.units(), 30);
  EXPECT_EQ(order.at_least->to_text(), "99.750");
}

TEST(LockBody, NamesWhatIsWrong) {
  EXPECT_EQ(refusal(read_lock_order(R"({"sheet_id":"x","product":"A","rate":"6","lock_days":30})")),
            "invalid_field /sheet_id: must be a rate sheet's id, rs_...");
  EXPECT_EQ(refusal(read_lock_order(R"({"sheet_id":")" + kSheet + R"(","product":"A","rate":"6","lock_days":"30"})")),
            "invalid_field /lock_days: must be a whole number from 1 to 360");
  EXPECT_EQ(refusal(read_extension(R"({"days":0})")), "invalid_field /days: must be a whole number from 1 to 3650");
  EXPECT_EQ(refusal(read_confirmation(R"({"confirmation":""})")),
            "invalid_field /confirmation: must be 1 to 64 visible ASCII characters");
}

TEST(DocumentBody, ReadsAnyBytes) {
  const auto order = read_document(document("b\u00fcro.pdf", "application/pdf", "AP8=")).value();
  EXPECT_EQ(order.name, "b\u00fcro.pdf");
  EXPECT_EQ(order.content, std::string("\0\xff", 2));
}

TEST(DocumentBody, RefusesNamesThatAreNoFiles) {
  for (const char* const name : {"", "..", "a/b", R"(a\\b)", R"(a\r\nb)", R"(a\u007f)"}) {
    EXPECT_EQ(refusal(read_document(document(name, "application/pdf", "AA=="))),
              "invalid_field /name: must be a file's name of 1 to 255 bytes, without a path or control characters")
        << name;
  }
}

TEST(DocumentBody, RefusesWhatIsNoMediaTypeOrCarriesMore) {
  for (const char* const type :
       {"", "pdf", "a/", "/b", "a/b/c", "text/html; charset=utf-8", R"(a/b\r\nX: y)", "a b/c"}) {
    EXPECT_EQ(refusal(read_document(document("a", type, "AA=="))),
              "invalid_field /media_type: must be a media type without parameters, such as application/pdf")
        << type;
  }
}

TEST(DocumentBody, WantsBase64WithABytes) {
  EXPECT_EQ(refusal(read_document(document("a", "a/b", ""))),
            "invalid_field /content_base64: must hold a byte at least");
  for (const char* const content : {"A", "AA", "AA-_", "A A="}) {
    EXPECT_EQ(refusal(read_document(document("a", "a/b", content))),
              "invalid_field /content_base64: must be base64 with padding (RFC 4648 section 4)")
        << content;
  }
}

TEST(ReadersBody, IsASetOfOrganisations) {
  const auto readers = read_readers(R"({"org_ids":[")" + kOrgB + R"(",")" + kOrgA + R"(",")" + kOrgB + "\"]}").value();
  ASSERT_EQ(readers.size(), 2U);
  EXPECT_EQ(readers[0].view(), kOrgA);
  EXPECT_TRUE(read_readers(R"({"org_ids":[]})").value().empty());
  for (const char* const body : {"{}", R"({"org_ids":"x"})", R"({"org_ids":["x"]})", R"({"org_ids":[1]})"}) {
    EXPECT_EQ(refusal(read_readers(body)), "invalid_field /org_ids: must be an array of organisations' ids, org_...")
        << body;
  }
}

TEST(WebhookBody, TakesKnownEventsAlone) {
  const auto order =
      read_webhook(R"({"url":"https://a.example/x","events":["lock.requested","loan.created"]})").value();
  EXPECT_EQ(order.url, "https://a.example/x");
  EXPECT_EQ(order.events, (std::vector<std::string>{"loan.created", "lock.requested"}));
  for (const char* const events : {"[]", R"(["loan.deleted"])", R"("loan.created")"}) {
    const std::string body = R"({"url":"https://a.example/","events":)" + std::string(events) + "}";
    EXPECT_TRUE(refusal(read_webhook(body)).starts_with("invalid_field /events: must be an array of events")) << events;
  }
  EXPECT_EQ(refusal(read_webhook(R"({"url":")" + std::string(8193, 'x') + R"(","events":["loan.created"]})")),
            "invalid_field /url: must be at most 8192 bytes long");
}

}  // namespace
}  // namespace ratestack::http
