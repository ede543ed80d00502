// `ratestackd`: the server. Settings in, signals out, everything between in Daemon.
#include <unistd.h>
#include <csignal>

#include <CLI/CLI.hpp>
#include <chrono>
#include <iostream>

#include "native/app/config.hpp"
#include "native/app/config_flags.hpp"
#include "native/app/daemon.hpp"
#include "native/app/openapi_file.hpp"
#include "native/app/process_environment.hpp"
#include "native/app/process_hardening.hpp"
#include "native/app/start_words.hpp"
#include "native/app/version.hpp"
#include "native/service/locked_memory.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace {

using namespace ratestack;
using std::chrono::steady_clock;
using telemetry::Level;
using telemetry::LogLine;

enum ExitCode { kStopped = 0, kFailed = 1, kUnusable = 2 };

constexpr unsigned kStopBoundSeconds = 30;  // a stop that hangs past this ends by SIGALRM
constexpr std::chrono::seconds kLogPatience{2};

// Blocked before the first thread starts, so that main alone takes them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a client that went away is no reason to die
  return signals;
}

telemetry::LogOptions log_options(app::LogLevel level) {
  telemetry::LogOptions options;
  options.least = static_cast<Level>(level);
  return options;
}

/// What is said before there is a log. It ends up in the same journal, so it passes the same redactor.
void say(std::string text) {
  PiiRedactor().redact(text);
  std::cerr << text << '\n';
}

void tell_started(telemetry::JsonLog& log, const app::Config& config, steady_clock::time_point since) {
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - since);
  LogLine line("started");
  line.text("listen", app::listen_text(config.listen)).text("version", app::version_number());
  line.text("environment", app::environment_text(config.deployment));
  line.number("pid", getpid()).number("startup_ms", spent.count());
  log.write(Level::info, std::move(line));
}

void tell_of_memory(telemetry::JsonLog& log, const service::LockedMemory& memory) {
  const auto shortfall = memory.shortfall();
  if (!shortfall) return;
  LogLine line("secret_memory");
  line.text("problem", *shortfall);
  log.write(Level::warning, std::move(line));
}

int serve(app::Config& config, service::LockedMemory& memory, const sigset_t& stop_signals) {
  const auto since = steady_clock::now();
  const service::SystemClock clock;
  telemetry::JsonLog log(log_options(config.log_level), clock);
  auto daemon = app::Daemon::start(config, memory, clock, log);
  if (!daemon) {
    say("ratestackd: " + app::explain_start_failure(daemon.error(), config));
    return kFailed;
  }
  tell_of_memory(log, memory);
  tell_started(log, config, since);
  int signal = 0;
  sigwait(&stop_signals, &signal);
  alarm(kStopBoundSeconds);
  log.write(Level::info, LogLine("stopping"));
  LogLine stopped("stopped");
  stopped.number("unanswered", static_cast<std::int64_t>((*daemon)->stop()));
  const service::StoreCounters mended = (*daemon)->store_counters();
  stopped.number("store_retries", static_cast<std::int64_t>(mended.retries));
  stopped.number("store_reconnects", static_cast<std::int64_t>(mended.reconnects));
  stopped.number("store_evictions", static_cast<std::int64_t>(mended.evictions));
  log.write(Level::info, std::move(stopped));
  // A log that nobody reads any more must not hold the process: everything that matters is on the disk.
  if (!log.drain(kLogPatience)) _exit(kStopped);
  return kStopped;
}

}  // namespace

int main(int argc, char** argv) {
  app::forbid_core_dumps();
  app::raise_file_limit();
  service::LockedMemory memory;  // outlives all that holds a secret
  app::ConfigInput input = app::process_input(memory);
  const sigset_t stop_signals = block_stop_signals();
  CLI::App command("RateStack server: the audited API on a loopback port, for nginx to stand before", "ratestackd");
  command.set_version_flag("--version", app::version_text("ratestackd"));
  app::add_config_flags(command, input);
  bool print_openapi = false;
  command.add_flag("--print-openapi", print_openapi, "Print the OpenAPI document and end; no setting is read");
  CLI11_PARSE(command, argc, argv);
  if (print_openapi) {
    std::cout << app::openapi_file() << std::flush;
    return std::cout.good() ? kStopped : kFailed;
  }
  app::ConfigReading reading = app::read_config(input);
  for (const std::string& warning : reading.warnings) say("ratestackd: warning: " + warning);
  if (!reading.config) {
    say(app::describe_faults(reading.faults));
    return kUnusable;
  }
  return serve(*reading.config, memory, stop_signals);
}
