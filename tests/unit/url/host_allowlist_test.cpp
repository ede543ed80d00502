#include "ratestack/url/host_allowlist.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ratestack {
namespace {

HostAllowlist list_of(const std::vector<std::string>& entries) { return HostAllowlist::create(entries).value(); }

std::string fault(const std::vector<std::string>& entries) { return HostAllowlist::create(entries).error().message(); }

TEST(HostAllowlist, AllowsNothingWhereItIsEmpty) {
  EXPECT_FALSE(HostAllowlist().matches("example.com"));
  EXPECT_FALSE(list_of({}).matches("example.com"));
  EXPECT_FALSE(list_of({}).matches(""));
}

TEST(HostAllowlist, MatchesAnExactEntryAndNothingAroundIt) {
  const auto list = list_of({"api.example.com"});
  EXPECT_TRUE(list.matches("api.example.com"));
  for (const char* host : {"example.com", "xapi.example.com", "a.api.example.com", "api.example.co", "api.example.comm",
                           "pi.example.com", "api-example.com", "", "com"}) {
    EXPECT_FALSE(list.matches(host)) << host;
  }
}

TEST(HostAllowlist, AStarMatchesBelowADomainAndNotItself) {
  const auto list = list_of({"*.example.com"});
  EXPECT_TRUE(list.matches("a.example.com"));
  EXPECT_TRUE(list.matches("a.b.example.com"));
  for (const char* host : {"example.com", ".example.com", "badexample.com", "example.com.evil.test", "a.example.org"}) {
    EXPECT_FALSE(list.matches(host)) << host;
  }
}

TEST(HostAllowlist, ALoneStarMatchesEveryHost) {
  const auto list = list_of({"*"});
  EXPECT_TRUE(list.allows_any());
  EXPECT_TRUE(list.matches("a"));
  EXPECT_TRUE(list.matches(std::string(253, 'a')));
  EXPECT_FALSE(list.matches(""));
  EXPECT_FALSE(list.matches(std::string(254, 'a'))) << "no canonical host is longer than 253 bytes";
  EXPECT_FALSE(list_of({"*.com"}).allows_any());
}

TEST(HostAllowlist, KeepsEntriesInCanonicalForm) {
  const auto list = list_of({"API.Example.COM.",
                             "b\xC3\xBC"
                             "cher.example",
                             "*.M\xC3\xBCnchen.example", "0x7f.1", "[2001:DB8::1]"});
  for (const char* host :
       {"api.example.com", "xn--bcher-kva.example", "a.xn--mnchen-3ya.example", "127.0.0.1", "[2001:db8::1]"}) {
    EXPECT_TRUE(list.matches(host)) << host;
  }
}

TEST(HostAllowlist, RefusesEntriesThatAreNoHostAndNamesThem) {
  EXPECT_EQ(fault({"a.example", ""}), "policy: invalid_host (hosts entry 2)");
  for (const char* entry : {"*.", "**", "*.*", "a.*.example", "http://a.example", "a.example/", "a.example:443", "a b",
                            "u@a.example", "a..example", "*.1.2.3.4", "*.[::1]", "[::1", "1.2.3.256", "*a.example"}) {
    EXPECT_FALSE(HostAllowlist::create({entry}).has_value()) << entry;
  }
}

TEST(HostAllowlist, HoldsSixtyFourEntriesAndMatchesEveryOneOfThem) {
  std::vector<std::string> entries;
  for (int i = 0; i < 64; ++i) entries.push_back("host" + std::to_string(i) + ".example");
  const auto list = list_of(entries);
  for (const std::string& entry : entries) EXPECT_TRUE(list.matches(entry)) << entry;
  EXPECT_FALSE(list.matches("host64.example"));
  entries.emplace_back("one.too.many");
  EXPECT_EQ(fault(entries), "policy: too_many (hosts)");
}

TEST(HostAllowlist, TakesTheLongestNameThatDnsKnows) {
  const std::string label(63, 'a');
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  ASSERT_EQ(longest.size(), 253U);
  EXPECT_TRUE(list_of({longest}).matches(longest));
  EXPECT_FALSE(list_of({longest}).matches(longest.substr(1)));
  EXPECT_EQ(fault({longest + "b"}), "policy: invalid_host (hosts entry 1)");
  EXPECT_EQ(fault({std::string(64, 'a') + ".example"}), "policy: invalid_host (hosts entry 1)");
}

// What the constant-time table answers is what a plain loop would.
bool plainly_matches(const std::vector<std::string>& entries, const std::string& host) {
  for (const std::string& entry : entries) {
    if (entry == host) return true;
    const std::string tail = entry.substr(1);
    if (entry.starts_with("*.") && host.size() > tail.size() && host.ends_with(tail)) return true;
  }
  return false;
}

TEST(HostAllowlist, AnswersWhatAPlainLoopAnswers) {
  std::mt19937 random(64);
  const auto name = [&random](std::size_t labels) {
    std::string text;
    for (; labels > 0; --labels) {
      if (!text.empty()) text += '.';
      for (std::size_t size = random() % 3 + 1; size > 0; --size) text += static_cast<char>('a' + random() % 2);
    }
    return text;
  };
  int matched = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> entries;
    for (std::size_t count = random() % 8; count > 0; --count)
      entries.push_back((random() % 2 ? "*." : "") + name(random() % 3 + 1));
    const auto list = list_of(entries);
    for (int i = 0; i < 50; ++i) {
      const std::string host = name(random() % 4 + 1);
      ASSERT_EQ(list.matches(host), plainly_matches(entries, host)) << host;
      matched += list.matches(host) ? 1 : 0;
    }
  }
  EXPECT_GT(matched, 100);
}

}  // namespace
}  // namespace ratestack
