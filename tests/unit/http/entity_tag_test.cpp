#include "native/http/entity_tag.hpp"

#include <gtest/gtest.h>

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

Request with(std::string name, std::string value) {
  Request request;
  request.headers.push_back({std::move(name), std::move(value)});
  return request;
}

TEST(EntityTag, IsTheVersionInQuotes) { EXPECT_EQ(version_tag(12), "\"12\""); }

TEST(EntityTag, IfMatchIsWanted) {
  EXPECT_EQ(check_if_match(Request(), "\"1\"").error().code, HttpError::precondition_required);
}

TEST(EntityTag, IfMatchTakesTheTagAListWithItOrAnything) {
  for (const char* const header : {"\"1\"", "*", " * ", "\"7\", \"1\"", "\"7\" ,\"1\""}) {
    EXPECT_TRUE(check_if_match(with("If-Match", header), "\"1\"")) << header;
  }
}

TEST(EntityTag, IfMatchRefusesOthersAndWeakOnes) {
  for (const char* const header : {"\"2\"", "1", "W/\"1\"", "", ",", "\"11\"", "\"1"}) {
    EXPECT_EQ(check_if_match(with("If-Match", header), "\"1\"").error().code, HttpError::precondition_failed) << header;
  }
}

TEST(EntityTag, IfNoneMatchComparesWeakly) {
  EXPECT_FALSE(has_already(Request(), "\"1\""));
  EXPECT_TRUE(has_already(with("If-None-Match", "\"1\""), "\"1\""));
  EXPECT_TRUE(has_already(with("If-None-Match", "\"0\", W/\"1\""), "\"1\""));
  EXPECT_TRUE(has_already(with("If-None-Match", "*"), "\"1\""));
  EXPECT_FALSE(has_already(with("If-None-Match", "\"2\""), "\"1\""));
}

}  // namespace
}  // namespace ratestack::http
