#include "native/telemetry/descriptor_sink.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <memory>

namespace ratestack::telemetry {
namespace {

class DescriptorSinkTest : public ::testing::Test {
 protected:
  void write(std::string_view line) { sink_.log({"", spdlog::level::info, {line.data(), line.size()}}); }
  std::string written() {
    std::string text(4096, '\0');
    std::rewind(file_.get());
    text.resize(std::fread(text.data(), 1, text.size(), file_.get()));
    return text;
  }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_{std::tmpfile(), std::fclose};
  DescriptorSink sink_{::fileno(file_.get())};
};

TEST_F(DescriptorSinkTest, RedactsALineAsJson) {
  write(R"({"ssn":123456789,"n":123456789})");
  EXPECT_EQ(written(), "{\"ssn\":\"[REDACTED:SSN]\",\"n\":123456789}\n");
}

TEST_F(DescriptorSinkTest, RedactsALineThatIsNoJsonAsText) {
  write(R"({"what": jane.doe@corp.example)");
  EXPECT_EQ(written(), "{\"what\": [REDACTED:EMAIL]\n");
}

TEST_F(DescriptorSinkTest, RedactsTheLinesThatItPutsBeforeOthers) {
  sink_.before_each([] { return std::string(R"({"lost":"4111 1111 1111 1111"})"); });
  write("{}");
  EXPECT_EQ(written(), "{\"lost\":\"[REDACTED:PAN]\"}\n{}\n");
}

}  // namespace
}  // namespace ratestack::telemetry
