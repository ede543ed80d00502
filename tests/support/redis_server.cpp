#include "tests/support/redis_server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "tests/support/free_port.hpp"

namespace ratestack::testing {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{5};
constexpr int kMostLooks = 4'000;

// In the child: nothing but system calls until it becomes the server. It ends with the test, however that ends.
[[noreturn]] void become(char* const* words) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nowhere = ::open("/dev/null", O_RDWR);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::execvp(words[0], words);
  ::_exit(127);
}

}  // namespace

RedisServer::RedisServer(Listen listen, std::vector<std::string> settings)
    : settings_(std::move(settings)), port_(listen == Listen::loopback_too ? free_port() : 0) {
  start();
}

std::vector<std::string> RedisServer::command() const {
  std::vector<std::string> out{"redis-server",
                               "--unixsocket",
                               socket(),
                               "--port",
                               std::to_string(port_),
                               "--bind",
                               "127.0.0.1",
                               "--save",
                               "",
                               "--appendonly",
                               "no",
                               "--dir",
                               directory_.path(),
                               "--maxclients",
                               "500"};
  out.insert(out.end(), settings_.begin(), settings_.end());
  return out;
}

void RedisServer::start() {
  std::vector<std::string> words = command();
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t pid = ::fork();
  if (pid == 0) become(pointers.data());
  pid_ = pid;
  for (int look = 0; look < kMostLooks && !answers(); ++look) {
    if (::waitpid(pid_, nullptr, WNOHANG) != 0) {
      pid_ = -1;
      return;
    }
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

bool RedisServer::answers() const {
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = socket();
  std::memcpy(address.sun_path, path.data(), std::min(path.size(), sizeof address.sun_path - 1));
  constexpr char kPing[] = "PING\r\n";
  char answer = 0;
  const bool out = ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                   ::send(descriptor, kPing, sizeof kPing - 1, MSG_NOSIGNAL) > 0 &&
                   ::recv(descriptor, &answer, 1, 0) == 1;
  ::close(descriptor);
  return out;
}

void RedisServer::kill() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

void RedisServer::pause() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGSTOP);
  ::waitpid(pid_, nullptr, WUNTRACED);
}

void RedisServer::resume() {
  if (pid_ > 0) ::kill(pid_, SIGCONT);
}

}  // namespace ratestack::testing
