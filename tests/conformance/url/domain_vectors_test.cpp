// toascii.json and verifydnslength_tests.json: domain names.
#include <gtest/gtest.h>

#include "ratestack/url/idna.hpp"
#include "ratestack/url/url.hpp"
#include "vectors.hpp"

namespace ratestack::testing {
namespace {

TEST(DomainVectors, EveryDomainIsWrittenInAsciiOrRefused) {
  READ_VECTORS_OR_SKIP(cases, "toascii.json");
  EXPECT_GT(cases->size(), 80U);
  for (const JsonValue& entry : *cases) {
    const JsonValue& output = entry.as_object().at("output");
    const std::string_view input = text_of(entry.as_object(), "input");
    const Result<std::string> ascii = domain_to_ascii(input);
    ASSERT_EQ(ascii.has_value(), output.is_string()) << input;
    if (ascii) {
      EXPECT_EQ(ascii.value(), std::string_view(output.as_string())) << input;
    }
  }
}

TEST(DomainVectors, UrlsHaveTheSameHosts) {
  READ_VECTORS_OR_SKIP(cases, "toascii.json");
  for (const JsonValue& entry : *cases) {
    const JsonValue& output = entry.as_object().at("output");
    const std::string_view input = text_of(entry.as_object(), "input");
    const Result<Url> url = Url::parse("https://" + std::string(input) + "/x");
    ASSERT_EQ(url.has_value(), output.is_string()) << input;
    if (url) {
      EXPECT_EQ(url.value().host(), std::string_view(output.as_string())) << input;
    }
  }
}

TEST(DomainVectors, LengthsAreThoseOfDns) {
  READ_VECTORS_OR_SKIP(cases, "verifydnslength_tests.json");
  EXPECT_GT(cases->size(), 10U);
  for (const JsonValue& entry : *cases) {
    const std::string_view input = text_of(entry.as_object(), "input");
    const Result<Url> url = Url::parse(input);
    ASSERT_TRUE(url.has_value()) << input;
    const bool fits = domain_to_ascii(*url.value().host(), DnsLength::verify).has_value();
    EXPECT_EQ(fits, !entry.as_object().at("failure").as_bool()) << input;
  }
}

}  // namespace
}  // namespace ratestack::testing
