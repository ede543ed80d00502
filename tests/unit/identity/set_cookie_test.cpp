#include <gtest/gtest.h>

#include <string>

#include "fixed_entropy.hpp"
#include "ratestack/identity/cookie.hpp"
#include "ratestack/identity/session_token.hpp"

namespace ratestack {
namespace {

constexpr auto kKinds = {CookieKind::session, CookieKind::oidc, CookieKind::oidc_form_post, CookieKind::known_device};

std::string written(const CookieSpec& spec, std::string_view value) {
  const auto text = set_cookie(spec, value);
  return text ? text.value() : text.error().code.message();
}

std::string broken_rule(const CookieSpec& spec) {
  const auto checked = check_cookie_rules(spec);
  return checked ? "none" : checked.error().context;
}

TEST(SetCookie, WritesTheSessionAsTheContractDoes) {
  FixedEntropy entropy(0xFF);
  const std::string token = SessionToken::make(entropy).expose_text();
  EXPECT_EQ(written(cookie_spec(CookieKind::session), token),
            "__Host-rs_session=" + token + "; Path=/; Secure; HttpOnly; SameSite=Lax");
}

TEST(SetCookie, OnlyTheFormPostMayTravelCrossSiteAndBriefly) {
  EXPECT_EQ(written(cookie_spec(CookieKind::oidc), "x"),
            "__Host-rs_oidc=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
  EXPECT_EQ(written(cookie_spec(CookieKind::oidc_form_post), "x"),
            "__Host-rs_oidc_post=x; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=600");
  EXPECT_EQ(written(cookie_spec(CookieKind::known_device), "x"),
            "__Host-rs_device=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=7776000");
}

TEST(SetCookie, ClearingGoesByTheSameNameAndPlace) {
  EXPECT_EQ(clear_cookie(cookie_spec(CookieKind::session)).value(),
            "__Host-rs_session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(SetCookie, EveryCookieOfOursObeysTheRules) {
  for (const CookieKind kind : kKinds) EXPECT_EQ(broken_rule(cookie_spec(kind)), "none");
}

TEST(SetCookie, RefusesWhatABrowserWouldNotTakeAsMeant) {
  using std::chrono::seconds;
  EXPECT_EQ(broken_rule({"rs_session"}), "name without __Host-");
  EXPECT_EQ(broken_rule({"__host-rs_session"}), "name without __Host-");
  EXPECT_EQ(broken_rule({"__Secure-rs_session"}), "name without __Host-");
  EXPECT_EQ(broken_rule({"__Host-"}), "name without __Host-");
  EXPECT_EQ(broken_rule({"__Host-a b"}), "name");
  EXPECT_EQ(broken_rule({"__Host-a;b"}), "name");
  EXPECT_EQ(broken_rule({"__Host-a=b"}), "name");
  EXPECT_EQ(broken_rule({"__Host-" + std::string(5000, 'a')}), "name too long");
  EXPECT_EQ(broken_rule({"__Host-a", SameSite::lax, seconds(0)}), "Max-Age");
  EXPECT_EQ(broken_rule({"__Host-a", SameSite::lax, seconds(-1)}), "Max-Age");
  EXPECT_EQ(broken_rule({"__Host-a", SameSite::lax, kMaxCookieAge + seconds(1)}), "Max-Age");
  EXPECT_EQ(broken_rule({"__Host-a", SameSite::none}), "SameSite=None that lasts");
  EXPECT_EQ(broken_rule({"__Host-a", SameSite::none, seconds(601)}), "SameSite=None that lasts");
  EXPECT_EQ(written({"rs_session"}, "x"), "unsafe_cookie");
  EXPECT_FALSE(clear_cookie({"rs_session"}));
}

TEST(SetCookie, AValueCannotAddAttributesOrHeaders) {
  const CookieSpec& spec = cookie_spec(CookieKind::session);
  for (const char* value :
       {"", "a; Domain=evil.example", "a,b", "a b", "\"a\"", "a\\b", "a\r\nSet-Cookie: b=c", "\x7F", "caf\xC3\xA9"}) {
    EXPECT_EQ(written(spec, value), "unsafe_cookie_value") << value;
  }
  EXPECT_EQ(written(spec, std::string_view("a\0b", 3)), "unsafe_cookie_value");
  EXPECT_EQ(written(spec, std::string(kMaxCookieBytes - spec.name.size() + 1, 'a')), "unsafe_cookie_value");
  EXPECT_TRUE(set_cookie(spec, std::string(kMaxCookieBytes - spec.name.size(), 'a')));
}

TEST(SetCookie, WhatIsWrittenReadsBack) {
  for (const CookieKind kind : kKinds) {
    const std::string text = set_cookie(cookie_spec(kind), "v1.a-b_c").value();
    const std::string pair = text.substr(0, text.find(';'));
    EXPECT_EQ(CookieHeader::parse(pair).value().find(cookie_spec(kind).name).value(), "v1.a-b_c");
  }
}

}  // namespace
}  // namespace ratestack
