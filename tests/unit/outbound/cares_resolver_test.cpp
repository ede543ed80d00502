// The resolver's promises about threads and time, against a server that never answers. What it makes of answers is
// tested with a DNS server that gives some: tests/integration/cli/url_test.py.
#include "native/outbound/cares_resolver.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>

#include "ratestack/url/url_error.hpp"

namespace ratestack::outbound {
namespace {

using Answers = Result<std::vector<IpAddress>>;

/// A UDP port that takes questions and gives no answers.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_DGRAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(bind(socket_, any, size), 0);
    EXPECT_EQ(getsockname(socket_, any, &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~SilentServer() { close(socket_); }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  /// Blocks until a question is here.
  void wait_for_question() const {
    char byte = 0;
    EXPECT_GE(recv(socket_, &byte, 1, 0), 1);
  }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

std::future<Answers> ask(CaresResolver& resolver, std::string_view host) {
  auto promise = std::make_shared<std::promise<Answers>>();
  resolver.resolve(host, [promise](Answers answers) { promise->set_value(std::move(answers)); });
  return promise->get_future();
}

std::string outcome(std::future<Answers> answers) {
  const Answers got = answers.get();
  return got ? "resolved" : got.error().message();
}

TEST(CaresResolver, AnswersAtItsDeadlineWhereDnsDoesNot) {
  const SilentServer server;
  const auto resolver =
      CaresResolver::start({.servers = server.address(), .deadline = std::chrono::milliseconds(150)}).value();
  EXPECT_EQ(outcome(ask(*resolver, "slow.example")), "url: dns_failure (DNS did not answer in time)");
}

TEST(CaresResolver, StopsAtWhateverMomentOfItsThread) {
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_TRUE(CaresResolver::start({.servers = "127.0.0.1:9"}));  // destroyed at once: its thread may not run yet
  }
}

TEST(CaresResolver, AnswersEveryOpenQuestionWhenItStops) {
  const SilentServer server;
  const auto resolver = CaresResolver::start({.servers = server.address(), .deadline = std::chrono::hours(1)}).value();
  auto first = ask(*resolver, "a.example");
  auto second = ask(*resolver, "b.example");
  server.wait_for_question();
  resolver->stop();
  EXPECT_EQ(outcome(std::move(first)), "resolve: stopping");
  EXPECT_EQ(outcome(std::move(second)), "resolve: stopping");
  EXPECT_EQ(outcome(ask(*resolver, "c.example")), "resolve: stopping");
  resolver->stop();
}

TEST(CaresResolver, SaysBusyBeyondItsLimit) {
  const SilentServer server;
  const auto resolver =
      CaresResolver::start({.servers = server.address(), .deadline = std::chrono::hours(1), .max_in_flight = 2})
          .value();
  auto first = ask(*resolver, "a.example");
  auto second = ask(*resolver, "b.example");
  EXPECT_EQ(outcome(ask(*resolver, "c.example")), "resolve: busy");
  resolver->stop();
  EXPECT_EQ(outcome(std::move(first)), "resolve: stopping");
  EXPECT_EQ(outcome(std::move(second)), "resolve: stopping");
}

TEST(CaresResolver, FailsWhereNobodyListens) {
  std::string address;
  { address = SilentServer().address(); }
  const auto resolver = CaresResolver::start({.servers = address, .deadline = std::chrono::milliseconds(400)}).value();
  EXPECT_THAT(outcome(ask(*resolver, "a.example")), ::testing::StartsWith("url: dns_failure"));
}

TEST(CaresResolver, RefusesNamesThatDnsCannotHold) {
  const SilentServer server;
  const auto resolver = CaresResolver::start({.servers = server.address()}).value();
  EXPECT_EQ(outcome(ask(*resolver, std::string(64, 'a') + ".example")),
            "url: dns_failure (no name that DNS could hold)");
}

TEST(CaresResolver, RefusesServersThatAreNone) {
  EXPECT_EQ(CaresResolver::start({.servers = "nowhere"}).error().code, ResolverError::bad_servers);
}

TEST(CaresResolver, AnswersManyAskersFromManyThreads) {
  const SilentServer server;
  const auto resolver =
      CaresResolver::start({.servers = server.address(), .deadline = std::chrono::milliseconds(100)}).value();
  std::vector<std::future<int>> askers;
  for (int i = 0; i < 4; ++i) {
    askers.push_back(std::async(std::launch::async, [&resolver] {
      int answered = 0;
      for (int n = 0; n < 5; ++n)
        answered += outcome(ask(*resolver, "a" + std::to_string(n) + ".example")).empty() ? 0 : 1;
      return answered;
    }));
  }
  for (auto& asker : askers) EXPECT_EQ(asker.get(), 5);
}

}  // namespace
}  // namespace ratestack::outbound
