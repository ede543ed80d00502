#include "native/cli/password_input.hpp"

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

void note_signal(int number) { interrupted_by = number; }

/// A terminal that does not show what is typed. Whatever would end the process meanwhile does so once it shows it
/// again.
class SilentTerminal {
 public:
  SilentTerminal() {
    interrupted_by = 0;
    struct sigaction note {};
    note.sa_handler = note_signal;  // without SA_RESTART: reading ends
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
    if (interrupted_by != 0) static_cast<void>(std::raise(interrupted_by));
  }

 private:
  static constexpr std::array<int, 5> kSignals{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
  std::array<struct sigaction, kSignals.size()> before_{};
  termios shown_{};
};

/// What was read, wiped when it goes; one byte more than a password may have, and a line end.
class Typed {
 public:
  Typed() = default;
  Typed(const Typed&) = delete;
  Typed& operator=(const Typed&) = delete;
  ~Typed() { secure_wipe(bytes_); }

  /// Until the end of input, or of a line. False where it is longer or reading fails.
  bool read_until(bool line_end) {
    while (size_ < bytes_.size()) {
      const ssize_t got = ::read(STDIN_FILENO, bytes_.data() + size_, line_end ? 1 : bytes_.size() - size_);
      if (got < 0 && errno == EINTR && interrupted_by == 0) continue;
      if (got < 0) return false;
      if (got == 0) return !line_end || size_ != 0;
      size_ += static_cast<std::size_t>(got);
      if (line_end && bytes_[size_ - 1] == '\n') return true;
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
  std::array<std::uint8_t, service::kMaxPasswordBytes + 2> bytes_{};
  std::size_t size_ = 0;
};

std::optional<SecretBytes> ask(std::string_view prompt, const Console& console) {
  const SilentTerminal silent;  // before the prompt: what is typed at its sight is neither shown nor lost
  console.err << prompt << std::flush;
  Typed typed;
  if (!typed.read_until(true)) return std::nullopt;
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
  if (typed.read_until(false)) return typed.without_line_end();
  console.complain("standard input holds no password: it cannot be read, or is longer than 1024 bytes");
  return std::nullopt;
}

}  // namespace

std::optional<SecretBytes> read_new_password(PasswordSource source, const Console& console) {
  return source == PasswordSource::terminal ? from_terminal(console) : from_standard_input(console);
}

}  // namespace ratestack::cli
