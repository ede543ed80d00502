#include "ratestack/lending/borrower.hpp"

#include <gtest/gtest.h>

#include "ratestack/lending/loan_status.hpp"

namespace ratestack {
namespace {

Ssn ssn() { return Ssn::parse("123-45-6789").value(); }

TEST(Ssn, IsReadWithAndWithoutDashesAndWrittenOneWay) {
  EXPECT_EQ(Ssn::parse("123-45-6789").value().text(), "123-45-6789");
  EXPECT_EQ(Ssn::parse("123456789").value().text(), "123-45-6789");
  EXPECT_EQ(ssn().masked(), "***-**-6789");
}

TEST(Ssn, RefusesEverythingElse) {
  for (const char* text : {"", "12345678", "1234567890", "123-456789", "123-45-678", "123-45-67890", "123 45 6789",
                           "12a-45-6789", "-23456789", "123-45-678-", "１２３４５６７８９"}) {
    ASSERT_FALSE(Ssn::parse(text)) << text;
    EXPECT_EQ(Ssn::parse(text).error().code, LendingError::malformed_ssn);
  }
}

TEST(Borrower, RefusesWhatIsNoNameOrAddress) {
  const auto code = [](std::string_view name, std::string_view email) {
    const auto made = Borrower::of(name, email, ssn());
    return made ? std::string("fine") : made.error().code.message();
  };
  EXPECT_EQ(code("José O'Neill", "jose@example.com"), "fine");
  EXPECT_EQ(code("", "a@b"), "malformed_name");
  EXPECT_EQ(code("   ", "a@b"), "malformed_name");
  EXPECT_EQ(code("A\nB", "a@b"), "malformed_name");
  EXPECT_EQ(code("\xff", "a@b"), "malformed_name");
  EXPECT_EQ(code(std::string(Borrower::kMaxNameBytes, 'a'), "a@b"), "fine");
  EXPECT_EQ(code(std::string(Borrower::kMaxNameBytes + 1, 'a'), "a@b"), "malformed_name");
  for (const char* email : {"", "a", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\n"}) {
    EXPECT_EQ(code("A", email), "malformed_email") << email;
  }
  EXPECT_EQ(code("A", std::string(Borrower::kMaxEmailBytes, 'a') + "@b"), "malformed_email");
}

TEST(Borrower, ReadsBackWhatItWrites) {
  const Borrower borrower = Borrower::of("José \"J\" O'Neill", "jose@example.com", ssn()).value();
  EXPECT_EQ(borrower.to_text(), R"({"email":"jose@example.com","name":"José \"J\" O'Neill","ssn":"123-45-6789"})");
  EXPECT_EQ(Borrower::from_text(borrower.to_text()).value(), borrower);
}

TEST(Borrower, DoesNotReadWhatItNeverWrote) {
  for (const char* text :
       {"", "[]", "{}", R"({"email":"a@b","name":"A"})", R"({"email":"a@b","name":"A","ssn":123456789})",
        R"({"email":1,"name":"A","ssn":"123456789"})"}) {
    EXPECT_FALSE(Borrower::from_text(text)) << text;
  }
}

TEST(LoanStatus, NamesReadBack) {
  for (std::size_t i = 0; i < kLoanStatuses; ++i) {
    const auto status = static_cast<LoanStatus>(i);
    EXPECT_EQ(parse_loan_status(to_string(status)).value(), status);
  }
  EXPECT_EQ(parse_loan_status("Open").error().code, LendingError::unknown_status);
}

}  // namespace
}  // namespace ratestack
