#include "native/cli/password_input.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>
#include <utility>

#include "native/service/identity/password_hash.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::cli {
namespace {

volatile std::sig_atomic_t interrupted_by = 0;
volatile std::sig_atomic_t wake_descriptor = -1;

// Writing to a pipe wakes whoever waits for input, whatever thread the signal came to and whenever it came.
void note_signal(int number) {
  const int kept = errno;
  interrupted_by = number;
  static_cast<void>(!::write(wake_descriptor, "", 1));
  errno = kept;
}

/// A terminal that does not show what is typed. Whatever would end the process meanwhile does so once it shows it
/// again.
class SilentTerminal {
 public:
  SilentTerminal() {
    interrupted_by = 0;
    if (::pipe2(pipe_.data(), O_CLOEXEC | O_NONBLOCK) != 0) pipe_ = {-1, -1};
    wake_descriptor = pipe_[1];
    struct sigaction note {};
    note.sa_handler = note_signal;
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &note, &before_[i]);
    ::tcgetattr(STDIN_FILENO, &shown_);
    termios silent = shown_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown_);
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
    wake_descriptor = -1;
    for (const int descriptor : pipe_) ::close(descriptor);
    if (interrupted_by != 0) static_cast<void>(std::raise(interrupted_by));
  }

  /// False where a signal came first.
  [[nodiscard]] bool wait_for_input() const {
    std::array<pollfd, 2> waited{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{pipe_[0], POLLIN, 0}};
    while (::poll(waited.data(), waited.size(), -1) < 0) {
      if (errno != EINTR) return false;
    }
    return interrupted_by == 0;
  }

 private:
  static constexpr std::array<int, 5> kSignals{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
  std::array<struct sigaction, kSignals.size()> before_{};
  std::array<int, 2> pipe_{};
  termios shown_{};
};

/// What was read, wiped when it goes; one byte more than a password may have, and a line end.
class Typed {
 public:
  Typed() = default;
  Typed(const Typed&) = delete;
  Typed& operator=(const Typed&) = delete;
  ~Typed() { secure_wipe(bytes_); }

  /// False at the end of input, where it is too long, or after a signal.
  bool read_line(const SilentTerminal& terminal) {
    while (size_ < bytes_.size()) {
      if (!terminal.wait_for_input() || read_some(1) != 1) return false;
      if (bytes_[size_ - 1] == '\n') return true;
    }
    return false;
  }

  /// False where it is too long, or cannot be read.
  bool read_all() {
    while (size_ < bytes_.size()) {
      const ssize_t got = read_some(bytes_.size() - size_);
      if (got <= 0) return got == 0;
    }
    return false;
  }

  [[nodiscard]] SecretBytes without_line_end() const {
    ByteSpan text(bytes_.data(), size_);
    if (!text.empty() && text.back() == '\n') text = text.first(text.size() - 1);
    if (!text.empty() && text.back() == '\r') text = text.first(text.size() - 1);
    return SecretBytes::copy_of(text);
  }

 private:
  ssize_t read_some(std::size_t most) {
    for (;;) {
      const ssize_t got = ::read(STDIN_FILENO, bytes_.data() + size_, most);
      if (got < 0 && errno == EINTR) continue;
      if (got > 0) size_ += static_cast<std::size_t>(got);
      return got;
    }
  }

  std::array<std::uint8_t, service::kMaxPasswordBytes + 2> bytes_{};
  std::size_t size_ = 0;
};

std::optional<SecretBytes> ask(std::string_view prompt, const Console& console) {
  const SilentTerminal silent;  // before the prompt: what is typed at its sight is neither shown nor lost
  console.err << prompt << std::flush;
  Typed typed;
  if (!typed.read_line(silent)) return std::nullopt;
  return typed.without_line_end();
}

std::optional<SecretBytes> from_terminal(const Console& console) {
  if (::isatty(STDIN_FILENO) != 1) {
    console.complain("there is no terminal to ask for the password; pipe it in with --password-stdin");
    return std::nullopt;
  }
  auto password = ask("Password: ", console);
  const auto again = password ? ask("Once more: ", console) : std::nullopt;
  if (again && *again == *password) return password;
  console.complain(again ? "the two are not the same; nothing was changed"
                         : "no password was given; nothing was changed");
  return std::nullopt;
}

std::optional<SecretBytes> from_standard_input(const Console& console) {
  Typed typed;
  if (typed.read_all()) return typed.without_line_end();
  console.complain("standard input holds no password: it cannot be read, or is longer than 1024 bytes");
  return std::nullopt;
}

}  // namespace

std::optional<SecretBytes> read_new_password(PasswordSource source, const Console& console) {
  return source == PasswordSource::terminal ? from_terminal(console) : from_standard_input(console);
}

}  // namespace ratestack::cli
