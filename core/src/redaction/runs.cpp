#include "redaction/runs.hpp"

#include <algorithm>

#include "redaction/characters.hpp"
#include "redaction/fold_lead.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kLongestWideGap = 4;
// Bounds on what is read at once. A longer gap ends the cluster; a longer run goes on as another one, which nothing can
// begin with, because a digit stands before it.
constexpr std::size_t kLongestGapRead = 64;
constexpr std::size_t kLongestRunRead = 64;

char gap_of(std::string_view joiners) noexcept {
  if (joiners.size() == 1) return joiners[0] == '(' || joiners[0] == ')' ? kWideGap : joiners[0];
  if (joiners.empty() || joiners.size() > kLongestWideGap) return kNoGap;
  for (const char c : joiners) {
    if (c == '+' || c == '_') return kNoGap;
  }
  return kWideGap;
}

}  // namespace

Runs::Runs(const Subject& subject, std::size_t from) noexcept : subject_(subject), text_(subject.text), at_(from) {
  at_ = pass_joiners(at_, text_.size());
  ended_ = !is_digit(subject.at(at_));
  dirty_ = dirty_ || (ended_ && begins_folded_form(subject, at_));
  fill();
}

void Runs::pop() noexcept {
  head_ = (head_ + 1) % kWindow;
  --count_;
  shape_ >>= 4;
  fill();
}

bool Runs::pop_until(std::size_t end) noexcept {
  std::size_t last = 0;
  while (count_ > 0 && runs_[head_].end() <= end) {
    last = runs_[head_].end();
    pop();
  }
  return last == end && count_ > 0;
}

void Runs::fill() noexcept {
  while (count_ < kWindow && !ended_) read_run();
}

void Runs::read_run() noexcept {
  const std::size_t begin = at_;
  const std::size_t limit = std::min(text_.size(), begin + kLongestRunRead);
  std::size_t end = begin;
  while (end < limit && is_digit(text_[end])) ++end;
  const std::size_t size = end - begin;
  shape_ |= std::uint64_t{std::min<std::size_t>(size, 15)} << (4 * count_);
  runs_[(head_ + count_) % kWindow] = {begin, size, read_gap(end)};
  ++count_;
}

// Joiners are as they seem, but for brackets around a dot or an "at".
std::size_t Runs::pass_joiners(std::size_t i, std::size_t limit) noexcept {
  for (; i < limit && is_any(text_[i], kJoiner); ++i) {
    if (text_[i] == '(' && begins_folded_form(subject_, i)) dirty_ = true;
  }
  return i;
}

// Passes what stands behind a run.
char Runs::read_gap(std::size_t begin) noexcept {
  const std::size_t end = pass_joiners(begin, std::min(text_.size(), begin + kLongestGapRead));
  at_ = end;
  if (end < text_.size() && is_digit(text_[end])) return gap_of(text_.substr(begin, end - begin));
  ended_ = true;
  dirty_ = dirty_ || begins_folded_form(subject_, end);
  return kNoGap;
}

}  // namespace ratestack::redaction_detail
