// The resolver's thread: questions in, sockets watched, answers out.
#pragma once

#include <ares.h>
#include <poll.h>

#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "native/outbound/cares_channel.hpp"

namespace ratestack::outbound {

class CaresResolver::Loop {
 public:
  static Result<std::unique_ptr<Loop>> start(const ResolverOptions& options);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void ask(std::string host, Done done);
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  struct Question {
    std::string host;
    Done done;
  };
  struct Lookup {
    Loop* loop;
    Done done;  // empty once answered: c-ares may still be asking when the deadline has passed
    Clock::time_point deadline;
    std::list<Lookup>::iterator self;
  };

  Loop(const ResolverOptions& options, int wake) : options_(options), wake_(wake) {}
  static void on_socket(void* loop, ares_socket_t socket, int readable, int writable);
  static void on_answer(void* lookup, int status, int timeouts, ares_addrinfo* found);

  [[nodiscard]] std::optional<service::ResolveError> enqueue(std::string host, Done& done);
  void run();
  [[nodiscard]] bool begin_new();  // false once stopping
  void begin(Question question);
  [[nodiscard]] std::vector<pollfd> watched() const;
  [[nodiscard]] int patience() const;
  void process(const std::vector<pollfd>& polled);
  void expire();
  void end_all();
  void forget(std::list<Lookup>::iterator lookup);

  const ResolverOptions options_;
  const int wake_;  // eventfd
  std::mutex mutex_;
  std::vector<Question> questions_;  // guarded
  std::size_t in_flight_ = 0;        // guarded
  bool stopping_ = false;            // guarded
  // The thread's own.
  Channel channel_;
  std::list<Lookup> lookups_;  // by deadline, as all have the same patience
  std::map<int, short> sockets_;
  std::once_flag joined_;
  std::thread thread_;
};

}  // namespace ratestack::outbound
