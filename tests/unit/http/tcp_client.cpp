#include "tests/unit/http/tcp_client.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <thread>
#include <utility>

namespace ratestack::testing {
namespace {

constexpr int kPatienceMilliseconds = 10'000;
constexpr std::chrono::milliseconds kBetweenLooks{5};

// Of an answer as far as it has come; of one whose head is not whole, more than it has.
std::size_t whole_size(std::string_view answer) {
  constexpr std::string_view kLength = "Content-Length: ", kEnd = "\r\n\r\n";
  const auto end = answer.find(kEnd);
  const auto length = answer.find(kLength);
  if (end == std::string_view::npos || length == std::string_view::npos) return answer.size() + 1;
  std::size_t body = 0;
  std::from_chars(answer.data() + length + kLength.size(), answer.data() + answer.size(), body);
  return end + kEnd.size() + body;
}

}  // namespace

TcpClient::TcpClient(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
}

TcpClient::TcpClient(TcpClient&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

TcpClient::~TcpClient() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void TcpClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string TcpClient::read_answer() const {
  std::string answer;
  while (answer.size() < whole_size(answer)) {
    const std::string piece = read_some();
    if (piece.empty()) break;
    answer += piece;
  }
  return answer;
}

std::string TcpClient::read_to_end() const {
  std::string all;
  for (std::string piece = read_some(); !piece.empty(); piece = read_some()) all += piece;
  return all;
}

// Empty at the end of the stream, or where it has been reset.
std::string TcpClient::read_some() const {
  pollfd one{descriptor_, POLLIN, 0};
  const bool ready = ::poll(&one, 1, kPatienceMilliseconds) > 0;
  EXPECT_TRUE(ready) << "nothing came, and no end";
  if (!ready) return {};
  std::array<char, 4096> buffer{};
  const ssize_t size = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  return size > 0 ? std::string(buffer.data(), static_cast<std::size_t>(size)) : std::string();
}

bool TcpClient::is_cut_off_within(std::chrono::milliseconds time) const {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    if (::send(descriptor_, "x", 1, MSG_NOSIGNAL) < 0) return true;
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return false;
}

}  // namespace ratestack::testing
