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

char gap_between(const Subject& s, std::size_t begin, std::size_t end) noexcept {
  const std::size_t size = end - begin;
  if (size == 1) return s.text[begin] == '(' || s.text[begin] == ')' ? kWideGap : s.text[begin];
  if (size == 0 || size > kLongestWideGap) return kNoGap;
  for (std::size_t i = begin; i < end; ++i) {
    if (s.text[i] == '+' || s.text[i] == '_') return kNoGap;
  }
  return kWideGap;
}

}  // namespace

Runs::Runs(const Subject& subject, std::size_t from) noexcept : subject_(subject), at_(from) {
  while (at_ < subject.text.size() && is_any(subject.text[at_], kJoiner)) ++at_;
  ended_ = !is_digit(subject.at(at_));
  dirty_ = ended_ && begins_folded_form(subject, at_);
  fill();
}

void Runs::pop() noexcept {
  head_ = (head_ + 1) % kWindow;
  --count_;
  shape_ >>= 4;
  fill();
}

void Runs::fill() noexcept {
  while (count_ < kWindow && !ended_) read_run();
}

void Runs::read_run() noexcept {
  Run& run = runs_[(head_ + count_) % kWindow];
  run.begin = at_;
  const std::size_t limit = std::min(subject_.text.size(), at_ + kLongestRunRead);
  while (at_ < limit && is_digit(subject_.text[at_])) ++at_;
  run.size = at_ - run.begin;
  shape_ |= std::uint64_t{std::min<std::size_t>(run.size, 15)} << (4 * count_);
  ++count_;
  read_gap(run);
}

void Runs::read_gap(Run& run) noexcept {
  const std::size_t begin = at_;
  const std::size_t limit = std::min(subject_.text.size(), begin + kLongestGapRead);
  while (at_ < limit && is_any(subject_.text[at_], kJoiner)) ++at_;
  run.gap = kNoGap;
  ended_ = !is_digit(subject_.at(at_));
  if (ended_) {
    dirty_ = dirty_ || begins_folded_form(subject_, at_) || begins_folded_form(subject_, at_ - 1);
  } else {
    run.gap = gap_between(subject_, begin, at_);
  }
}

}  // namespace ratestack::redaction_detail
