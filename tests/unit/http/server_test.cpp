// Real sockets against the real server: clients that are too slow, and clients that go on just when their time is over.
#include "native/http/server.hpp"

#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "native/http/handlers.hpp"
#include "tests/support/free_port.hpp"
#include "tests/unit/http/api_parts.hpp"
#include "tests/unit/http/bare_route.hpp"
#include "tests/unit/http/tcp_client.hpp"

namespace ratestack::http {
namespace {

using std::chrono::milliseconds;
using testing::TcpClient;

constexpr TimeLimits kShort{.request = milliseconds(80),
                            .idle = milliseconds(80),
                            .farewell = milliseconds(80),
                            .checked_every = milliseconds(5)};

void answer_at_once(Api&, const ExchangePtr& exchange) { exchange->answer(json_answer(200, "{}")); }

void answer_late(Api& api, const ExchangePtr& exchange) {
  run_in(api.sweeps, exchange, [exchange] {
    std::this_thread::sleep_for(kShort.request * 3);
    exchange->answer(json_answer(200, "{}"));
  });
}

constexpr Route kRoutes[] = {bare_route(Method::post, "/now", Access::anyone(), answer_at_once),
                             bare_route(Method::post, "/late", Access::anyone(), answer_late)};

class NoLog final : public RequestLog {
 public:
  void record(const RequestRecord&) override {}
  void fault(std::string_view, std::string_view) override {}
};

struct Log {
  NoLog log;
};

class ServerTest : public ::testing::Test, protected Log, protected ApiParts {
 protected:
  ServerTest() : ApiParts(kRoutes, log) {}

  TcpClient connect() const { return TcpClient(port); }

  static std::string request(const std::string& path, const std::string& more = "") {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: 2\r\n\r\n{}";
  }
  static std::string half() { return request("/now").substr(0, 40); }

  void expect_it_lives() {
    TcpClient client = connect();
    client.send(request("/now", "Connection: close\r\n"));
    EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 200 OK"));
  }

  const std::uint16_t port = testing::free_port();
  std::unique_ptr<Server> server =
      Server::start({.host = "127.0.0.1", .port = port, .threads = 2, .limits = kShort}, dispatcher).value();
};

TEST_F(ServerTest, TellsWhoDoesNotFinishARequest) {
  TcpClient client = connect();
  client.send(half());
  const std::string answer = client.read_to_end();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 408 Request Timeout")) << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
  EXPECT_NE(answer.find(R"("code":"request_timeout")"), std::string::npos) << answer;
}

TEST_F(ServerTest, ClosesOnWhoSaysNothing) { EXPECT_EQ(connect().read_to_end(), ""); }

TEST_F(ServerTest, ClosesOnWhoAsksNothingMore) {
  TcpClient client = connect();
  client.send(request("/now"));
  const std::string answer = client.read_to_end();
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK")) << answer;
  EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos) << answer;
}

TEST_F(ServerTest, ShutsOutWhoStaysAfterTheLastAnswer) {
  TcpClient client = connect();
  client.send(request("/now", "Connection: close\r\n"));
  EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 200 OK"));
  EXPECT_TRUE(client.is_cut_off_within(std::chrono::seconds(5)));
}

TEST_F(ServerTest, TakesItsOwnTimeForAnAnswer) {
  TcpClient client = connect();
  client.send(request("/late", "Connection: close\r\n"));
  EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 200 OK"));
}

TEST_F(ServerTest, GivesEachRequestATimeOfItsOwn) {
  TcpClient client = connect();
  for (int count = 0; count < 6; ++count) {
    std::this_thread::sleep_for(kShort.idle / 4);
    client.send(half());
    std::this_thread::sleep_for(kShort.request / 4);
    client.send(request("/now").substr(half().size()));
    EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 200 OK")) << count;
  }
}

// The moment at which a library's timer and a client's last bytes meet used to end the whole server.
TEST_F(ServerTest, OutlivesClientsThatFinishOrLeaveWhenTheirTimeIsOver) {
  std::mt19937 chance(1);  // NOLINT(cert-msc51-cpp): the same rounds each time
  std::uniform_int_distribution<int> around(-8, 8);
  for (int round = 0; round < 12; ++round) {
    std::vector<TcpClient> clients;
    for (int count = 0; count < 100; ++count) {
      clients.push_back(connect());
      clients.back().send(half());
    }
    std::this_thread::sleep_for(kShort.request + milliseconds(around(chance)));
    for (TcpClient& client : clients)
      client.send(request("/now").substr(half().size()) + (around(chance) < 0 ? "x" : ""));
  }  // and all are closed at once
  expect_it_lives();
}

TEST_F(ServerTest, GivesOneAnswerToWhoFinishesWhenTheTimeIsOver) {
  for (int round = -8; round <= 8; ++round) {
    TcpClient client = connect();
    client.send(half());
    std::this_thread::sleep_for(kShort.request + milliseconds(round));
    client.send(request("/now").substr(half().size()));
    const std::string answer = client.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 ")) << answer;
    EXPECT_EQ(answer.find("HTTP/1.1", 1), std::string::npos) << answer;
  }
}

}  // namespace
}  // namespace ratestack::http
