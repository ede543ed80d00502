#include "native/cli/parallel_verify.hpp"

#include <algorithm>

namespace ratestack::cli {
namespace {

constexpr std::size_t kSlotsPerWorker = 3;  // one being examined, one done, one on its way
constexpr std::size_t kFactsAtOnce = 512;

/// False once the verdict is settled.
bool take(ExportVerifier& verifier, std::string_view bytes, const RowLines& rows, std::span<const RowFacts> facts) {
  if (rows.rows == 0 || !verifier.expects_rows()) return verifier.update(bytes);
  if (!verifier.accept_rows(bytes.substr(0, rows.bytes), facts.first(rows.rows))) return false;
  return rows.bytes == bytes.size() || verifier.update(bytes.substr(rows.bytes));
}

}  // namespace

ParallelVerify::ParallelVerify(InputFile& input, std::size_t workers)
    : reader_(input), slots_(std::max<std::size_t>(1, workers) * kSlotsPerWorker) {
  for (std::size_t i = 0; i < std::max<std::size_t>(1, workers); ++i) threads_.emplace_back([this] { work(); });
}

ParallelVerify::~ParallelVerify() { stop(); }

std::optional<InputProblem> ParallelVerify::run(ExportVerifier& verifier, const std::function<void()>& after_piece) {
  while (true) {
    Slot& slot = await_next();
    if (slot.problem) return slot.problem;
    if (slot.bytes.empty() || !take(verifier, slot.bytes, slot.rows, slot.facts)) break;
    release(slot);
    after_piece();
  }
  stop();
  verifier.finish();
  return std::nullopt;
}

void ParallelVerify::work() {
  while (work_once(WhenFull::wait)) {
  }
}

bool ParallelVerify::work_once(WhenFull when_full) {
  Slot* slot = read_next(when_full);
  if (slot == nullptr) return false;
  if (!slot->problem) examine(*slot);
  const std::lock_guard lock(mutex_);
  slot->ready = true;
  changed_.notify_all();
  return true;
}

/// Fills a free slot with the next piece; none at the end of the input or of the work, or when giving up.
ParallelVerify::Slot* ParallelVerify::read_next(WhenFull when_full) {
  std::unique_lock reading(read_mutex_, std::defer_lock);
  if (when_full == WhenFull::wait)
    reading.lock();
  else if (!reading.try_lock())
    return nullptr;
  if (at_end_) return nullptr;
  Slot* slot = nullptr;
  {
    const auto free = [this] { return stopping_ || read_ - consumed_ < slots_.size(); };
    std::unique_lock lock(mutex_);
    if (when_full == WhenFull::wait) changed_.wait(lock, free);
    if (stopping_ || !free()) return nullptr;
    slot = &slots_[read_++ % slots_.size()];
  }
  slot->problem = reader_.next(slot->bytes);
  at_end_ = slot->problem || slot->bytes.empty();
  return slot;
}

void ParallelVerify::examine(Slot& slot) const {
  slot.rows = {};
  const std::string_view bytes = slot.bytes;
  while (true) {
    if (slot.facts.size() < slot.rows.rows + kFactsAtOnce) slot.facts.resize(slot.rows.rows + kFactsAtOnce);
    const auto room = std::span(slot.facts).subspan(slot.rows.rows, kFactsAtOnce);
    const RowLines more = examine_row_lines(bytes.substr(slot.rows.bytes), room);
    slot.rows.rows += more.rows;
    slot.rows.bytes += more.bytes;
    if (more.rows < kFactsAtOnce) return;
  }
}

ParallelVerify::Slot& ParallelVerify::await_next() {
  Slot& slot = slots_[consumed_ % slots_.size()];  // only this thread moves consumed_
  std::unique_lock lock(mutex_);
  while (!slot.ready) {
    lock.unlock();
    const bool helped = work_once(WhenFull::give_up);
    lock.lock();
    if (!helped) changed_.wait(lock, [&] { return slot.ready; });
  }
  return slot;
}

void ParallelVerify::release(Slot& slot) {
  const std::lock_guard lock(mutex_);
  slot.ready = false;
  ++consumed_;
  changed_.notify_all();
}

void ParallelVerify::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace ratestack::cli
