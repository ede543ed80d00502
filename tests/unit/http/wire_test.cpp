#include "native/http/wire.hpp"

#include <gtest/gtest.h>

#include "native/http/correlation.hpp"
#include "native/http/cursor.hpp"
#include "native/http/request_info.hpp"

namespace ratestack::http {
namespace {

TEST(Wire, WritesStatusHeadersAndBody) {
  const std::string text = to_wire(json_answer(200, "{}"), AfterAnswer::keep_alive, SendBody::yes);
  EXPECT_TRUE(text.starts_with("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"));
  EXPECT_TRUE(text.ends_with("\r\n\r\n{}"));
}

TEST(Wire, HeadTellsTheLengthWithoutTheBody) {
  const std::string text = to_wire(json_answer(200, "{\"a\":1}"), AfterAnswer::keep_alive, SendBody::no);
  EXPECT_NE(text.find("Content-Length: 7\r\n"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST(Wire, NotModifiedHasNoLength) {
  const std::string text = to_wire({304, "", "", {}}, AfterAnswer::keep_alive, SendBody::yes);
  EXPECT_EQ(text.find("Content-Length"), std::string::npos);
}

RequestHead head_fed_in_pieces(std::string_view text, std::size_t piece) {
  RequestHead head;
  for (std::size_t i = 0; i < text.size(); i += piece) head.feed(text.substr(i, piece));
  return head;
}

TEST(RequestHead, FindsLineAndEndHoweverTheBytesArrive) {
  const std::string text = "POST /v1/x?q=%20a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    const RequestHead head = head_fed_in_pieces(text, piece);
    EXPECT_EQ(head.method(), "POST");
    EXPECT_EQ(head.target(), "/v1/x?q=%20a");
    EXPECT_FALSE(head.has_more_than(3)) << piece;
    EXPECT_TRUE(head.has_more_than(2)) << piece;
  }
}

TEST(RequestHead, SeesTheSecondRequestInTheSameBytes) {
  const std::string one = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  EXPECT_TRUE(head_fed_in_pieces(one + one, 7).has_more_than(0));
  EXPECT_FALSE(head_fed_in_pieces(one, 7).has_more_than(0));
}

TEST(RequestHead, AnEndlessLineHasNoTarget) {
  EXPECT_EQ(head_fed_in_pieces("GET /" + std::string(kMaxRequestLine, 'a') + " HTTP/1.1\r\n\r\n", 100).target(), "");
}

TEST(RequestHead, TellsAnUnknownMethodFromGarbage) {
  const auto unknown = [](std::string_view line) {
    return head_fed_in_pieces(std::string(line) + "\r\n\r\n", 9).has_unknown_method();
  };
  EXPECT_TRUE(unknown("BREW /healthz HTTP/1.1"));
  EXPECT_FALSE(unknown("GET /healthz HTTP/1.1"));
  EXPECT_FALSE(unknown("\x16\x03 /healthz HTTP/1.1"));
  EXPECT_FALSE(unknown("BREW /healthz SPDY/1"));
  EXPECT_FALSE(unknown("BREW HTTP/1.1"));
}

TEST(CorrelationIds, KeepsAGoodOneAndReplacesABadOne) {
  CorrelationIds ids({1, 2, 3, 4, 5});
  const auto now = Timestamp::from_micros(1'795'435'200'000'000);
  EXPECT_EQ(ids.accept_or_make("order-7.a_B", now), "order-7.a_B");
  for (const std::string_view bad : {std::string_view(""), std::string_view("a b"), std::string_view("a\"b")}) {
    EXPECT_EQ(ids.accept_or_make(bad, now).size(), 26U);
  }
  EXPECT_EQ(ids.accept_or_make(std::string(128, 'a'), now).size(), 128U);
  EXPECT_EQ(ids.accept_or_make(std::string(129, 'a'), now).size(), 26U);
}

TEST(CorrelationIds, AreUniqueAndSortable) {
  CorrelationIds ids({1, 2, 3, 4, 5});
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = ids.accept_or_make({}, Timestamp::from_micros(1'795'435'200'000'000));
    EXPECT_LT(last, id);
    last = id;
  }
}

TEST(Cursor, RoundTripsAndRefusesWhatItDidNotMake) {
  for (const std::uint64_t id : {1ULL, 255ULL, 1ULL << 40U, 9007199254740991ULL})
    EXPECT_EQ(parse_cursor(make_cursor(id)), id);
  for (const char* bad : {"", "x", "AQ", "AgAAAAAAAAAB", "AQAAAAAAAAAA", "AQAAAAAAAAAB ", "AQAAAAAAAAAB="}) {
    EXPECT_FALSE(parse_cursor(bad)) << bad;
  }
}

TEST(RequestInfo, EscapesWhatNoRowMayHold) {
  Request request;
  request.target = "/a\xff b\x01";
  EXPECT_EQ(request_info(request).uri, "/a%FF%20b%01");
}

TEST(ClientIp, IsWhatNginxSaysOrThePeer) {
  Request request;
  EXPECT_EQ(client_ip(request, "127.0.0.1"), "127.0.0.1");
  request.headers = {{"X-Forwarded-For", "203.0.113.7"}};
  EXPECT_EQ(client_ip(request, "127.0.0.1"), "203.0.113.7");
  request.headers = {{"X-Forwarded-For", "2001:db8::1"}};
  EXPECT_EQ(client_ip(request, "127.0.0.1"), "2001:db8::1");
  request.headers = {{"X-Forwarded-For", "203.0.113.7, 10.0.0.1"}};
  EXPECT_EQ(client_ip(request, "127.0.0.1"), "127.0.0.1");
}

}  // namespace
}  // namespace ratestack::http
