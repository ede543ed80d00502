#include "tests/unit/storage_postgres/cutting_proxy.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "tests/support/postgres_database.hpp"

namespace ratestack::testing {
namespace {

constexpr int kPollMilliseconds = 20;

std::string socket_name() {
  const std::string url = postgres_url("postgres", "postgres");
  return "/.s.PGSQL." + url.substr(url.find("port=") + 5);
}

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  return address;
}

bool readable(int descriptor) {
  pollfd one{descriptor, POLLIN, 0};
  return ::poll(&one, 1, kPollMilliseconds) > 0;
}

bool send_all(int to, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = ::send(to, bytes, size, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

// Bind names the prepared statement: an unnamed portal, then the name.
bool holds_commit(const char* bytes, std::size_t size) {
  constexpr std::string_view kBindCommit("\0commit\0", 8);
  return std::string_view(bytes, size).find(kBindCommit) != std::string_view::npos;
}

}  // namespace

CuttingProxy::CuttingProxy() {
  char name[] = "/tmp/ratestack-proxy-XXXXXX";
  directory_ = ::mkdtemp(name);
  const sockaddr_un address = address_of(directory_ + socket_name());
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_EQ(::listen(listener_, 16), 0);
  acceptor_ = std::thread([this] { accept_all(); });
}

CuttingProxy::~CuttingProxy() {
  stopping_ = true;
  acceptor_.join();
  ::close(listener_);
  std::filesystem::remove_all(directory_);
}

void CuttingProxy::accept_all() {
  std::vector<std::thread> roads;
  while (!stopping_) {
    if (!readable(listener_)) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) roads.emplace_back([this, client] { pass(client); });
  }
  for (auto& road : roads) road.join();
}

void CuttingProxy::pass(int client) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(postgres_directory() + socket_name());
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    std::array<char, 65536> buffer{};
    bool open = true;
    while (open && !stopping_) {
      std::array<pollfd, 2> both{pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
      if (::poll(both.data(), both.size(), kPollMilliseconds) <= 0) continue;
      if (both[0].revents != 0) open = pass_to_server(client, server);
      if (open && both[1].revents != 0) {
        const ssize_t got = ::recv(server, buffer.data(), buffer.size(), 0);
        open = got > 0 && send_all(client, buffer.data(), static_cast<std::size_t>(got));
      }
    }
  }
  ::close(client);
  ::close(server);
}

bool CuttingProxy::pass_to_server(int client, int server) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::recv(client, buffer.data(), buffer.size(), 0);
  if (got <= 0) return false;
  const auto size = static_cast<std::size_t>(got);
  const bool commit = holds_commit(buffer.data(), size);
  const Cut cut = commit ? cut_.exchange(Cut::none) : Cut::none;
  if (cut != Cut::none) ++cuts_;
  if (cut == Cut::before_commit) return false;
  if (!send_all(server, buffer.data(), size)) return false;
  if (cut == Cut::none) return true;
  return ::recv(server, buffer.data(), buffer.size(), 0) < 0;  // waits for the answer, and keeps it
}

}  // namespace ratestack::testing
