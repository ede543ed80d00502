#include "native/cli/password_list.hpp"

#include <gmock/gmock.h>

#include <vector>

#include "native/service/identity/breached_passwords.hpp"

namespace ratestack::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::string_view kHash = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";  // of "password"

struct Read {
  std::vector<std::string> entries;
  std::uint64_t left_out = 0;
  std::string problem;
  std::optional<PasswordListForm> form;
};

Read read(std::string_view text, const PasswordListRules& rules = {.min_characters = 1}, std::size_t piece = 1000) {
  Read out;
  PasswordListReader reader(rules);
  const auto visit = [&](std::string_view entry) { out.entries.emplace_back(entry); };
  std::optional<InputProblem> problem;
  for (std::size_t at = 0; at < text.size() && !problem; at += piece)
    problem = reader.feed(text.substr(at, piece), visit);
  if (!problem) problem = reader.finish(visit);
  if (problem) out.problem = problem->text;
  out.left_out = reader.left_out();
  out.form = reader.form();
  return out;
}

TEST(PasswordList, HasOnePasswordALine) {
  EXPECT_THAT(read("one\ntwo words \r\n\n\nthree:3").entries, ElementsAre("one", "two words ", "three:3"));
  EXPECT_EQ(read("one\n").form, PasswordListForm::plain);
  EXPECT_THAT(read("").entries, IsEmpty());
  EXPECT_THAT(read("\xEF\xBB\xBFone\n\xEF\xBB\xBFtwo\n").entries, ElementsAre("one", "\xEF\xBB\xBFtwo"));
}

TEST(PasswordList, IsTheSameWhereverItIsCut) {
  const std::string text =
      "first\r\nsecond\n" + std::string(PasswordListReader::kMaxLine, 'x') + "\r\n" + std::string(5000, 'y') + "\nlast";
  const Read whole = read(text, {.min_characters = 1}, text.size());
  EXPECT_THAT(whole.entries, ElementsAre("first", "second", std::string(PasswordListReader::kMaxLine, 'x'), "last"));
  EXPECT_EQ(whole.left_out, 1U);
  for (std::size_t piece = 1; piece < 40; ++piece) {
    const Read cut = read(text, {.min_characters = 1}, piece);
    EXPECT_EQ(cut.entries, whole.entries) << piece;
    EXPECT_EQ(cut.left_out, 1U) << piece;
  }
}

TEST(PasswordList, LeavesOutWhatNobodyCouldChoose) {
  const Read result =
      read("short\ntwelve chars\n\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\n" + std::string(1025, 'x'),
           {.min_characters = 12});
  EXPECT_THAT(result.entries, ElementsAre("twelve chars"));
  EXPECT_EQ(result.left_out, 3U);  // six letters in twelve bytes among them
}

TEST(PasswordList, HoldsHashesWhereTheFirstLineIsOne) {
  const std::string upper(kHash), lower = "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd9";
  const Read result = read(upper + ":3\n" + lower + "\n\n" + upper + ":12\r\n", {.min_characters = 12});
  EXPECT_THAT(result.entries, ElementsAre(upper, lower, upper));
  EXPECT_EQ(result.form, PasswordListForm::sha1);
}

TEST(PasswordList, LeavesOutHashesThatWereNeverSeen) {
  const Read result = read(std::string(kHash) + ":1\n" + std::string(kHash) + ":0\n" + std::string(kHash) + ":10\n");
  EXPECT_EQ(result.entries.size(), 2U);
  EXPECT_EQ(result.left_out, 1U);
}

TEST(PasswordList, NamesTheLineThatIsNoHash) {
  for (const std::string bad :
       {"password", "5BAA6", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:x",
        "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FDG:1", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8 1"}) {
    EXPECT_THAT(read(std::string(kHash) + ":1\n\n" + bad + "\n").problem, HasSubstr("line 3 ")) << bad;
  }
}

TEST(PasswordList, ObeysAFormThatIsNamed) {
  EXPECT_THAT(read(std::string(kHash) + "\n", {.form = PasswordListForm::plain, .min_characters = 1}).entries,
              ElementsAre(kHash));
  EXPECT_THAT(read("password\n", {.form = PasswordListForm::sha1, .min_characters = 1}).problem, HasSubstr("line 1 "));
}

TEST(PasswordList, RefusesOtherListsByName) {
  EXPECT_THAT(read("8846F7EAEE8FB117AD06BDD830B7586C:3\n").problem, HasSubstr("NTLM"));
  EXPECT_THAT(read("\x1F\x8B\x08 compressed").problem, HasSubstr("zcat"));
}

TEST(PasswordList, EntriesOfBothFormsHaveOneFingerprint) {
  const auto plain = fingerprint_of_entry("password", PasswordListForm::plain);
  const auto hash = fingerprint_of_entry(kHash, PasswordListForm::sha1);
  ASSERT_TRUE(plain && hash);
  EXPECT_EQ(plain->bytes, hash->bytes);
  EXPECT_EQ(plain->bytes, service::fingerprint_of("password")->bytes);
}

}  // namespace
}  // namespace ratestack::cli
