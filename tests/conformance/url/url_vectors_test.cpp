// urltestdata.json and percent-encoding.json: the parser, every component, and resolution against bases.
#include <gtest/gtest.h>

#include "ratestack/url/url.hpp"
#include "vectors.hpp"

namespace ratestack::testing {
namespace {

Result<Url> parse(std::string_view input, const JsonValue& base) {
  if (base.is_null()) return Url::parse(input);
  const Result<Url> parsed = Url::parse(std::string_view(base.as_string()));
  return parsed ? Url::parse(input, parsed.value()) : parsed;
}

// The attributes of the API (URL Standard section 6.1) that the vectors are written in.
std::string with_prefix(char prefix, std::optional<std::string_view> part) {
  return part && !part->empty() ? prefix + std::string(*part) : std::string();
}

std::string port_text(const Url& url) { return url.port() ? std::to_string(*url.port()) : std::string(); }

std::string attribute(const Url& url, std::string_view name) {
  if (name == "href") return std::string(url.href());
  if (name == "origin") return url.origin();
  if (name == "protocol") return std::string(url.scheme()) + ':';
  if (name == "username") return std::string(url.username());
  if (name == "password") return std::string(url.password());
  if (name == "host") return std::string(url.host().value_or("")) + with_prefix(':', port_text(url));
  if (name == "hostname") return std::string(url.host().value_or(""));
  if (name == "port") return port_text(url);
  if (name == "pathname") return std::string(url.path());
  if (name == "search") return with_prefix('?', url.query());
  return with_prefix('#', url.fragment());
}

constexpr std::string_view kAttributes[] = {"href", "origin",   "protocol", "username", "password", "host",
                                            "port", "hostname", "pathname", "search",   "hash"};

void expect_attributes(const Url& url, const JsonObject& expected) {
  for (const std::string_view name : kAttributes) {
    if (expected.contains(name)) {
      EXPECT_EQ(attribute(url, name), text_of(expected, name)) << name;
    }
  }
}

TEST(UrlVectors, EveryInputIsReadOrRefusedAsTheStandardSays) {
  READ_VECTORS_OR_SKIP(cases, "urltestdata.json");
  EXPECT_GT(cases->size(), 850U);
  for (const JsonValue& entry : *cases) {
    const JsonObject& expected = entry.as_object();
    SCOPED_TRACE(text_of(expected, "input"));
    const Result<Url> url = parse(text_of(expected, "input"), expected.at("base"));
    ASSERT_EQ(url.has_value(), !expected.contains("failure"));
    if (url) expect_attributes(url.value(), expected);
  }
}

TEST(UrlVectors, EverySerialisationIsReadAsItself) {
  READ_VECTORS_OR_SKIP(cases, "urltestdata.json");
  for (const JsonValue& entry : *cases) {
    if (!entry.as_object().contains("href")) continue;
    const std::string_view href = text_of(entry.as_object(), "href");
    const Result<Url> url = Url::parse(href);
    ASSERT_TRUE(url.has_value()) << href;
    EXPECT_EQ(url.value().href(), href);
  }
}

// "relativeTo" names the bases that make sense of an input that means nothing alone.
TEST(UrlVectors, WhatFailsAloneFailsAgainstABaseUnlessItIsRelative) {
  READ_VECTORS_OR_SKIP(cases, "urltestdata.json");
  const Url list_path = Url::parse("http://web-platform.test:8000/url/").value();
  const Url opaque_path = Url::parse("about:blank").value();
  std::size_t relative = 0;
  for (const JsonValue& entry : *cases) {
    const JsonObject& expected = entry.as_object();
    if (!expected.contains("failure") || !expected.at("base").is_null()) continue;
    const std::string_view input = text_of(expected, "input");
    const std::string_view relative_to = expected.contains("relativeTo") ? text_of(expected, "relativeTo") : "";
    if (relative_to.empty()) {
      EXPECT_FALSE(Url::parse(input, list_path).has_value()) << input;
    }
    EXPECT_EQ(Url::parse(input, opaque_path).has_value(), relative_to == "any-base") << input;
    relative += relative_to.empty() ? 0U : 1U;
  }
  EXPECT_GT(relative, 10U);
}

// The module's pages are UTF-8, so of the encodings listed only that one is ours.
TEST(UrlVectors, QueriesAndFragmentsAreEncodedAsUtf8) {
  READ_VECTORS_OR_SKIP(cases, "percent-encoding.json");
  for (const JsonValue& entry : *cases) {
    const std::string input(text_of(entry.as_object(), "input"));
    const std::string_view output = text_of(entry.as_object().at("output").as_object(), "utf-8");
    const Result<Url> url = Url::parse("https://doc.invalid/?" + input + '#' + input);
    ASSERT_TRUE(url.has_value()) << input;
    EXPECT_EQ(url.value().query(), output) << input;
    EXPECT_EQ(url.value().fragment(), output) << input;
  }
}

}  // namespace
}  // namespace ratestack::testing
