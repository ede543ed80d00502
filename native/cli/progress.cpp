#include "native/cli/progress.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace ratestack::cli {
namespace {

constexpr std::size_t kBarWidth = 24;
constexpr auto kRedrawEvery = std::chrono::milliseconds(100);
constexpr std::array<std::string_view, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};

std::string bar(double fraction) {
  const auto filled = static_cast<std::size_t>(fraction * static_cast<double>(kBarWidth));
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, ' ') + "]";
}

std::string rate(const Progress& progress, double seconds) {
  if (seconds <= 0) return {};
  const auto per_second = static_cast<std::uint64_t>(static_cast<double>(progress.done) / seconds);
  return progress.unit == ProgressUnit::bytes ? byte_size(per_second) + "/s" : with_separators(per_second) + " rows/s";
}

std::string time_left(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s left";
  return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s left";
}

}  // namespace

std::string with_separators(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string byte_size(std::uint64_t bytes) {
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 999.5 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  std::string text = std::to_string(std::llround(value));
  if (value < 9.95 && unit > 0) {
    const long long tenths = std::llround(value * 10);
    text = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
  }
  return text + " " + std::string(kUnits[unit]);
}

std::string progress_text(const Progress& progress, std::chrono::duration<double> elapsed) {
  const std::string tail = with_separators(progress.rows) + " rows  " + rate(progress, elapsed.count());
  if (!progress.total || *progress.total == 0) return byte_size(progress.done) + "  " + tail;
  const double fraction = std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(*progress.total));
  const std::string percent = std::to_string(static_cast<int>(fraction * 100)) + "%";
  const std::string left = fraction > 0 ? "  " + time_left(elapsed.count() * (1 - fraction) / fraction) : std::string{};
  return std::string(4 - std::min<std::size_t>(4, percent.size()), ' ') + percent + " " + bar(fraction) + " " + tail +
         left;
}

ProgressLine::ProgressLine(const Console& console)
    : console_(console), started_(std::chrono::steady_clock::now()), drawn_(started_) {}

ProgressLine::~ProgressLine() {
  if (drawn_width_ > 0) console_.err << '\r' << std::string(drawn_width_, ' ') << '\r' << std::flush;
}

void ProgressLine::show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (console_.err_terminal == Terminal::no || now - drawn_ < kRedrawEvery) return;
  drawn_ = now;
  const std::string text = progress_text(progress, now - started_);
  const std::size_t erase = drawn_width_ > text.size() ? drawn_width_ - text.size() : 0;
  console_.err << '\r' << text << std::string(erase, ' ') << std::flush;
  drawn_width_ = text.size();
}

std::chrono::duration<double> ProgressLine::elapsed() const { return std::chrono::steady_clock::now() - started_; }

}  // namespace ratestack::cli
