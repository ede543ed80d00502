#include "native/http/content_disposition.hpp"

#include <gtest/gtest.h>

namespace ratestack::http {
namespace {

TEST(ContentDisposition, NamesAFileInBothForms) {
  EXPECT_EQ(attachment_named("note 1.pdf"), "attachment; filename=\"note 1.pdf\"; filename*=UTF-8''note%201.pdf");
}

TEST(ContentDisposition, KeepsEveryCharacterInTheLongForm) {
  EXPECT_EQ(attachment_named("\u00fc\u20ac.txt"),
            "attachment; filename=\"_____.txt\"; filename*=UTF-8''%C3%BC%E2%82%AC.txt");
}

TEST(ContentDisposition, NothingEndsTheStringOrTheHeader) {
  const std::string header = attachment_named("a\";b\r\nX: y'%\\.txt");
  EXPECT_EQ(header, "attachment; filename=\"a__b__X_ y___.txt\"; filename*=UTF-8''a%22%3Bb%0D%0AX%3A%20y%27%25%5C.txt");
}

}  // namespace
}  // namespace ratestack::http
