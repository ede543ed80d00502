#include "ratestack/base/error.hpp"

#include <gtest/gtest.h>

#include "ratestack/base/ids.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/base/time.hpp"

namespace ratestack {
namespace {

TEST(Error, SaysModuleMessageAndContext) {
  EXPECT_EQ(Error(IdError::malformed_id, "org_").message(), "id: malformed_id (org_)");
  EXPECT_EQ(Error(TimeError::time_too_precise).message(), "time: time_too_precise");
}

TEST(Error, KeepsAForeignErrorCode) {
  const Error error(make_error_code(boost::system::errc::no_space_on_device), "audit");
  EXPECT_EQ(error.code, boost::system::errc::no_space_on_device);
  EXPECT_EQ(error.context, "audit");
}

// Two enums with the same number are two errors: the category tells them apart.
TEST(Error, CodesOfDifferentModulesDiffer) {
  EXPECT_EQ(Error(IdError::malformed_id).code, make_error_code(IdError::malformed_id));
  EXPECT_NE(Error(IdError::malformed_id).code, make_error_code(TimeError::malformed_time));
}

TEST(Error, EveryTimeErrorHasAName) {
  EXPECT_EQ(make_error_code(TimeError::malformed_time).message(), "malformed_time");
  EXPECT_EQ(make_error_code(TimeError::time_out_of_range).message(), "time_out_of_range");
  EXPECT_EQ(make_error_code(TimeError::time_too_precise).message(), "time_too_precise");
}

Result<int> half(int value) {
  if (value % 2 != 0) return Error(TimeError::time_out_of_range, "odd");
  return value / 2;
}

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_EQ(half(4).value(), 2);
  ASSERT_FALSE(half(3));
  EXPECT_EQ(half(3).error().context, "odd");
}

#ifndef BOOST_NO_EXCEPTIONS
TEST(Result, ValueOfAnErrorIsAFaultThatNamesIt) {
  try {
    half(3).value();
    FAIL() << "no exception";
  } catch (const std::logic_error& fault) {
    EXPECT_STREQ(fault.what(), "Result::value() on an error: time: time_out_of_range (odd)");
  }
}
#else
TEST(ResultDeathTest, ValueOfAnErrorAbortsWithoutExceptions) { EXPECT_DEATH(half(3).value(), ""); }
#endif

}  // namespace
}  // namespace ratestack
