#include "native/cli/store_words.hpp"

#include <gmock/gmock.h>

#include "native/service/audit_service.hpp"
#include "native/service/store_error.hpp"

namespace ratestack::cli {
namespace {

using service::RangeError;
using service::StoreError;
using ::testing::HasSubstr;

TEST(StoreWords, EveryErrorOfAStoreNamesThePlaceOrTheRemedy) {
  for (int code = static_cast<int>(StoreError::unavailable); code <= static_cast<int>(StoreError::fault); ++code) {
    EXPECT_THAT(explain_error(static_cast<StoreError>(code), "/data/r.db"), HasSubstr("/data/r.db")) << code;
  }
  EXPECT_THAT(explain_error(StoreError::not_found, "x"), HasSubstr("ratestack migrate"));
  EXPECT_THAT(explain_error(StoreError::schema_behind, "x"), HasSubstr("ratestack migrate"));
  EXPECT_THAT(explain_error(StoreError::schema_ahead, "x"), HasSubstr("newer program"));
  EXPECT_THAT(explain_error(StoreError::full, "x"), HasSubstr("no space"));
  EXPECT_THAT(explain_error(StoreError::unavailable, "x"), HasSubstr("locked"));
}

TEST(StoreWords, RangeErrorsNameTheFlags) {
  EXPECT_THAT(explain_error(RangeError::empty_range, "x"), HasSubstr("--from"));
  EXPECT_THAT(explain_error(RangeError::beyond_head, "x"), HasSubstr("last row"));
}

TEST(StoreWords, ContextIsKept) {
  EXPECT_THAT(explain_error(Error(StoreError::fault, "no platform organisation"), "x"),
              HasSubstr("no platform organisation"));
}

TEST(StoreWords, OtherErrorsKeepTheirOwnWords) {
  EXPECT_EQ(explain_error(Error(IdError::malformed_id, "org_"), "x"), Error(IdError::malformed_id, "org_").message());
}

}  // namespace
}  // namespace ratestack::cli
