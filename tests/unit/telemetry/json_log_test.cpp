#include "native/telemetry/json_log.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <future>

#include "tests/support/set_clock.hpp"

namespace ratestack::telemetry {
namespace {

using namespace std::chrono_literals;

// A pipe: what the log writes, and when it is read, is the test's to say.
class Pipe {
 public:
  Pipe() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~Pipe() { close_all(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  [[nodiscard]] int in() const { return ends_[1]; }
  std::string read_some() {
    std::string text(1 << 16, '\0');
    const ssize_t size = ::read(ends_[0], text.data(), text.size());
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }
  // To the last byte: whoever writes now waits for a reader.
  void fill() const {
    const int flags = ::fcntl(ends_[1], F_GETFL);
    ASSERT_EQ(::fcntl(ends_[1], F_SETFL, flags | O_NONBLOCK), 0);
    while (::write(ends_[1], "\n", 1) == 1) {
    }
    ASSERT_EQ(::fcntl(ends_[1], F_SETFL, flags), 0);
  }
  void close_writer() { ::close(std::exchange(ends_[1], -1)); }

 private:
  void close_all() {
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }
  std::array<int, 2> ends_{};
};

TEST(JsonLog, WritesOneJsonLineAnEvent) {
  const testing::SetClock clock;
  Pipe pipe;
  JsonLog log({.descriptor = pipe.in()}, clock);
  LogLine line("request");
  line.text("route", "/v1/\"x\"\n").number("status", 200);
  log.write(Level::info, std::move(line));
  ASSERT_TRUE(log.drain(5s));
  EXPECT_EQ(pipe.read_some(),
            "{\"event\":\"request\",\"route\":\"/v1/\\\"x\\\"\\n\",\"status\":200,\"level\":\"info\","
            "\"time\":\"2026-11-23T12:00:00.000000Z\"}\n");
}

TEST(JsonLog, WritesNothingPersonal) {
  const testing::SetClock clock;
  Pipe pipe;
  JsonLog log({.descriptor = pipe.in()}, clock);
  LogLine line("fault of jane.doe@corp.example");
  line.text("what", "no such loan of 415-555-2671, card 4111 1111 1111 1111").text("ssn", "123456789");
  line.number("card", 4111111111111111).text("jane.doe@corp.example", "x");
  log.write(Level::error, std::move(line));
  ASSERT_TRUE(log.drain(5s));
  EXPECT_EQ(
      pipe.read_some(),
      "{\"event\":\"fault of [REDACTED:EMAIL]\",\"what\":\"no such loan of [REDACTED:PHONE], card [REDACTED:PAN]\","
      "\"ssn\":\"[REDACTED:SSN]\",\"card\":\"[REDACTED:PAN]\",\"[REDACTED:EMAIL]\":\"x\",\"level\":\"error\","
      "\"time\":\"2026-11-23T12:00:00.000000Z\"}\n");
}

TEST(JsonLog, LeavesOutWhatIsBelowItsLevel) {
  const testing::SetClock clock;
  Pipe pipe;
  JsonLog log({.least = Level::warning, .descriptor = pipe.in()}, clock);
  log.write(Level::info, LogLine("quiet"));
  log.write(Level::error, LogLine("loud"));
  ASSERT_TRUE(log.drain(5s));
  const std::string text = pipe.read_some();
  EXPECT_EQ(text.find("quiet"), std::string::npos);
  EXPECT_NE(text.find("loud"), std::string::npos);
}

TEST(JsonLog, AHungSinkDelaysNobodyAndItsLossIsCounted) {
  const testing::SetClock clock;
  Pipe pipe;
  pipe.fill();
  constexpr int kLines = 20'000;  // far more than the queue holds
  std::future<std::string> reader;
  std::string text;
  {
    JsonLog log({.descriptor = pipe.in(), .max_queued = 100}, clock);
    for (int i = 0; i < kLines; ++i) log.write(Level::info, LogLine("line"));  // returns though nobody reads
    EXPECT_FALSE(log.drain(0ms));
    EXPECT_GT(log.dropped(), 10'000U);
    reader = std::async(std::launch::async, [&] {
      std::string all;
      for (std::string some; !(some = pipe.read_some()).empty();) all += some;
      return all;
    });
    EXPECT_TRUE(log.drain(20s));
  }
  pipe.close_writer();
  text = reader.get();
  EXPECT_NE(text.find(R"("event":"log_lines_dropped")"), std::string::npos);
}

}  // namespace
}  // namespace ratestack::telemetry
