#include "native/outbound/cares_loop.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "native/outbound/cares_answer.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack::outbound {
namespace {

constexpr int kForever = -1;

int milliseconds_until(std::chrono::steady_clock::time_point time) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - std::chrono::steady_clock::now());
  return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
}

void signal(int event) {
  const std::uint64_t one = 1;
  // It can only fail where the counter is full, and then the thread is awake anyway.
  static_cast<void>(!write(event, &one, sizeof one));
}

void drain(int event) {
  std::uint64_t count = 0;
  static_cast<void>(!read(event, &count, sizeof count));
}

Error too_late() { return {UrlError::dns_failure, "DNS did not answer in time"}; }

}  // namespace

Result<std::unique_ptr<CaresResolver::Loop>> CaresResolver::Loop::start(const ResolverOptions& options) {
  const int wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (wake < 0) return Error(ResolverError::system, "eventfd");
  std::unique_ptr<Loop> loop(new Loop(options, wake));
  auto channel = make_channel(options, &Loop::on_socket, loop.get());
  if (!channel) return channel.error();
  loop->channel_ = std::move(*channel);
  loop->thread_ = std::thread([raw = loop.get()] { raw->run(); });
  return loop;
}

CaresResolver::Loop::~Loop() {
  stop();
  channel_.reset();
  close(wake_);
}

void CaresResolver::Loop::ask(std::string host, Done done) {
  const auto refused = enqueue(std::move(host), done);
  if (refused) return done(Error(*refused));
  signal(wake_);
}

std::optional<service::ResolveError> CaresResolver::Loop::enqueue(std::string host, Done& done) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return service::ResolveError::stopping;
  if (in_flight_ >= options_.max_in_flight) return service::ResolveError::busy;
  ++in_flight_;
  questions_.push_back({std::move(host), std::move(done)});
  return std::nullopt;
}

void CaresResolver::Loop::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  signal(wake_);
  std::call_once(joined_, [this] {
    if (thread_.joinable()) thread_.join();
  });
}

void CaresResolver::Loop::run() {
  while (begin_new()) {
    auto polled = watched();
    poll(polled.data(), polled.size(), patience());
    process(polled);
    expire();
  }
  end_all();
}

// The event is drained before anything is looked at: what comes later signals anew, and no wish to stop is slept
// through.
bool CaresResolver::Loop::begin_new() {
  drain(wake_);
  std::vector<Question> taken;
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
    taken.swap(questions_);
  }
  for (Question& question : taken) begin(std::move(question));
  return true;
}

void CaresResolver::Loop::begin(Question question) {
  ares_addrinfo_hints hints{};
  hints.ai_family = AF_UNSPEC;  // A and AAAA, both asked for at once
  hints.ai_flags = ARES_AI_NOSORT;
  const auto lookup = lookups_.insert(
      lookups_.end(), Lookup{this, std::move(question.done), Clock::now() + options_.deadline, lookups_.end()});
  lookup->self = lookup;
  // May answer before it returns, and then the lookup is gone.
  ares_getaddrinfo(channel_.get(), question.host.c_str(), nullptr, &hints, &Loop::on_answer, &*lookup);
}

std::vector<pollfd> CaresResolver::Loop::watched() const {
  std::vector<pollfd> out{{wake_, POLLIN, 0}};
  for (const auto& [socket, events] : sockets_) out.push_back({socket, events, 0});
  return out;
}

int CaresResolver::Loop::patience() const {
  int least = kForever;
  timeval left{};
  if (ares_timeout(channel_.get(), nullptr, &left) != nullptr) {
    least = static_cast<int>(left.tv_sec * 1000 + left.tv_usec / 1000 + 1);
  }
  const auto open = std::find_if(lookups_.begin(), lookups_.end(), [](const Lookup& l) { return l.done != nullptr; });
  if (open == lookups_.end()) return least;
  const int next = milliseconds_until(open->deadline);
  return least == kForever ? next : std::min(least, next);
}

void CaresResolver::Loop::process(const std::vector<pollfd>& polled) {
  for (const pollfd& one : polled) {
    if (one.fd == wake_ || one.revents == 0) continue;
    const bool writable = (one.revents & POLLOUT) != 0;
    const bool readable = (one.revents & ~POLLOUT) != 0;  // errors are found out by reading
    ares_process_fd(channel_.get(), readable ? one.fd : ARES_SOCKET_BAD, writable ? one.fd : ARES_SOCKET_BAD);
  }
  ares_process_fd(channel_.get(), ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // its timeouts
}

void CaresResolver::Loop::expire() {
  const auto now = Clock::now();
  for (Lookup& lookup : lookups_) {
    if (lookup.deadline > now) return;
    if (!lookup.done) continue;
    const Done done = std::exchange(lookup.done, nullptr);
    done(too_late());
  }
}

void CaresResolver::Loop::end_all() {
  std::vector<Question> unasked;
  {
    const std::lock_guard lock(mutex_);
    unasked.swap(questions_);
  }
  for (const Question& question : unasked) question.done(Error(service::ResolveError::stopping));
  ares_cancel(channel_.get());  // answers every lookup
}

void CaresResolver::Loop::forget(std::list<Lookup>::iterator lookup) {
  lookups_.erase(lookup);
  const std::lock_guard lock(mutex_);
  --in_flight_;
}

void CaresResolver::Loop::on_socket(void* loop, ares_socket_t socket, int readable, int writable) {
  auto& sockets = static_cast<Loop*>(loop)->sockets_;
  const auto events = static_cast<short>((readable != 0 ? POLLIN : 0) | (writable != 0 ? POLLOUT : 0));
  if (events == 0)
    sockets.erase(socket);
  else
    sockets[socket] = events;
}

void CaresResolver::Loop::on_answer(void* asked, int status, int, ares_addrinfo* found) {
  auto* lookup = static_cast<Lookup*>(asked);
  const Done done = std::move(lookup->done);
  lookup->loop->forget(lookup->self);
  if (done) done(answer_of(status, found));
  if (found != nullptr) ares_freeaddrinfo(found);
}

}  // namespace ratestack::outbound
