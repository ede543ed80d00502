#include "ratestack/identity/password_policy.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

const PasswordOwner kOwner{"jordan.rivers@lender.example", "Jordan O'Rivers"};

std::optional<PasswordFlaw> flaw_of(std::string_view password, const PasswordRules& rules = {}) {
  return find_flaw(password, kOwner, rules);
}

TEST(PasswordPolicy, CountsCharactersAndNotBytes) {
  EXPECT_EQ(flaw_of("sail & gravy"), std::nullopt);
  EXPECT_EQ(flaw_of("sail & grav"), PasswordFlaw::too_short);
  std::string snow;
  for (int i = 0; i < 6; ++i) snow += "\xE2\x98\x83z";
  EXPECT_EQ(flaw_of("ka" + snow.substr(0, 4 * 5)), std::nullopt);            // 12 characters
  EXPECT_EQ(flaw_of("k" + snow.substr(0, 4 * 5)), PasswordFlaw::too_short);  // 11 in 21 bytes
}

TEST(PasswordPolicy, TakesSixtyFourCharactersAndFarMore) {
  std::string phrase;
  for (int i = 0; i < 100; ++i) phrase += static_cast<char>('!' + i * 37 % 90);
  EXPECT_EQ(flaw_of(phrase), std::nullopt);
  EXPECT_EQ(flaw_of(std::string(1025, 'x')), PasswordFlaw::too_long);
}

TEST(PasswordPolicy, AsksForNoComposition) {
  EXPECT_EQ(flaw_of("gravel otter lamp"), std::nullopt);
  EXPECT_EQ(flaw_of("826401957348"), std::nullopt);
  EXPECT_EQ(flaw_of("\xD0\xBF\xD0\xB0\xD1\x80\xD1\x83\xD1\x81 \xD0\xB8 \xD0\xBB\xD0\xBE\xD0\xB4\xD0\xBA\xD0\xB0"),
            std::nullopt);
}

TEST(PasswordPolicy, TakesTextAlone) {
  EXPECT_EQ(flaw_of("gravel otter \xFFlamp"), PasswordFlaw::not_text);
  EXPECT_EQ(flaw_of(std::string_view("gravel\0otter lamp", 17)), std::nullopt);
  EXPECT_EQ(flaw_of("gravel\totter\nlamp"), std::nullopt);
  EXPECT_EQ(flaw_of("gravel otter \xED\xA0\x80lamp"), PasswordFlaw::not_text);  // a surrogate
}

TEST(PasswordPolicy, RefusesTheAccountsOwnName) {
  EXPECT_EQ(flaw_of("my-JORDAN-lamp-7"), PasswordFlaw::contains_name);
  EXPECT_EQ(flaw_of("white rivers run"), PasswordFlaw::contains_name);
  EXPECT_EQ(flaw_of("the lender's lamp"), std::nullopt);  // the domain is no name of a person
  EXPECT_EQ(find_flaw("gravel ann lamp", {"ann@x.example", "Ann"}, {}),
            std::nullopt);  // three letters are in every word
}

// Two letters of a name in Cyrillic are four bytes: letters count.
TEST(PasswordPolicy, CountsTheLettersOfANameAndNotItsBytes) {
  const PasswordOwner owner{"x@lender.example", "\xD0\xAF\xD0\xBD \xD0\x9C\xD0\xB8\xD1\x80\xD0\xB0"};  // 2 and 4
  EXPECT_EQ(find_flaw("gravel \xD0\xAF\xD0\xBD\xD1\x82 lamp", owner, {}), std::nullopt);
  EXPECT_EQ(find_flaw("gravel \xD0\x9C\xD0\xB8\xD1\x80\xD0\xB0 lamp", owner, {}), PasswordFlaw::contains_name);
}

TEST(PasswordPolicy, AnAddressWithoutItsAtIsANameToo) {
  EXPECT_EQ(find_flaw("gravel jordan lamp", {"jordan", ""}, {}), PasswordFlaw::contains_name);
  EXPECT_EQ(find_flaw("gravel jordan lamp", {"", ""}, {}), std::nullopt);
  EXPECT_EQ(find_flaw("gravel jordan lamp", {"jordan.1985@x.example", ""}, {}), PasswordFlaw::contains_name);
}

TEST(PasswordPolicy, LongerWhereItIsAskedFor) {
  EXPECT_EQ(flaw_of("gravel&otters", {.min_characters = 15}), PasswordFlaw::too_short);
  EXPECT_EQ(flaw_of("gravel & otters", {.min_characters = 15}), std::nullopt);
}

TEST(PasswordFlaws, HaveANameAndASentence) {
  EXPECT_EQ(to_string(PasswordFlaw::too_short), "too_short");
  EXPECT_EQ(to_string(PasswordFlaw::reused), "reused");
  EXPECT_FALSE(explain(PasswordFlaw::breached).empty());
}

}  // namespace
}  // namespace ratestack
