#include "native/redis/command.hpp"

#include <gtest/gtest.h>

#include "native/redis/script.hpp"

namespace ratestack::redis {
namespace {

using namespace std::string_literals;

TEST(Command, IsAnArrayOfWordsWithTheirLengths) {
  Command command(3);
  command.add("SET").add("").add(std::int64_t{-12});
  EXPECT_EQ(command.bytes(), "*3\r\n$3\r\nSET\r\n$0\r\n\r\n$3\r\n-12\r\n");
}

TEST(Command, TakesAnyBytes) {
  Command command(1);
  command.add("a\0\r\n$b"s);
  EXPECT_EQ(command.bytes(), "*1\r\n$6\r\na\0\r\n$b\r\n"s);
}

TEST(ScriptCall, NamesAScriptByItsDigestAndSendsTheTextWhereItMust) {
  const Script script{"return 1", "abc"};
  const ScriptCall call{{"k"}, {"x", "y"}};
  EXPECT_EQ(call.by_digest(script).bytes(),
            "*6\r\n$7\r\nEVALSHA\r\n$3\r\nabc\r\n$1\r\n1\r\n$1\r\nk\r\n$1\r\nx\r\n$1\r\ny\r\n");
  EXPECT_EQ(call.by_text(script).bytes(),
            "*6\r\n$4\r\nEVAL\r\n$8\r\nreturn 1\r\n$1\r\n1\r\n$1\r\nk\r\n$1\r\nx\r\n$1\r\ny\r\n");
}

}  // namespace
}  // namespace ratestack::redis
