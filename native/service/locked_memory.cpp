#include "native/service/locked_memory.hpp"

#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::service {
namespace {

std::size_t page_size() { return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)); }

bool holds(MutableByteSpan outer, MutableByteSpan inner) noexcept {
  return !outer.empty() && inner.data() >= outer.data() && inner.data() < outer.data() + outer.size();
}

std::string lock_refusal(int reason) {
  rlimit limit{};
  std::string text = "keys may be swapped to disk: mlock: " + std::string(std::strerror(reason));
  if (::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
    text += "; RLIMIT_MEMLOCK is " + std::to_string(limit.rlim_cur) + " bytes (LimitMEMLOCK= of systemd, ulimit -l)";
  }
  return text;
}

}  // namespace

GuardedPages::GuardedPages(std::size_t size) {
  const std::size_t page = page_size();
  const std::size_t usable = (size + page - 1) / page * page;
  void* const start = ::mmap(nullptr, usable + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) throw std::bad_alloc();
  whole_ = {static_cast<std::uint8_t*>(start), usable + 2 * page};
  usable_ = whole_.subspan(page, usable);
  if (::mprotect(usable_.data(), usable_.size(), PROT_READ | PROT_WRITE) != 0) {
    ::munmap(whole_.data(), whole_.size());
    throw std::bad_alloc();
  }
  protect();
}

// mlock2 without flags is mlock, which the sanitizers' runtime replaces by nothing.
void GuardedPages::protect() {
  if (::mlock2(usable_.data(), usable_.size(), 0) != 0) shortfall_ = lock_refusal(errno);
  const bool kept_apart = ::madvise(usable_.data(), usable_.size(), MADV_DONTDUMP) == 0 &&
                          ::madvise(usable_.data(), usable_.size(), MADV_WIPEONFORK) == 0;
  if (!kept_apart && shortfall_.empty()) {
    shortfall_ = "keys may reach core dumps and child processes: madvise: " + std::string(std::strerror(errno));
  }
}

GuardedPages::~GuardedPages() {
  secure_wipe(usable_);
  ::munmap(whole_.data(), whole_.size());
}

MutableByteSpan LockedMemory::allocate(std::size_t size) {
  const std::lock_guard lock(mutex_);
  if (size <= kSlotBytes) return take_slot().first(size);
  large_.push_back(std::make_unique<GuardedPages>(size));
  note(*large_.back());
  return large_.back()->bytes().last(size);  // the first byte too many is the guard's
}

MutableByteSpan LockedMemory::take_slot() {
  auto slab = std::find_if(slabs_.begin(), slabs_.end(), [](const auto& some) { return !some->used.all(); });
  if (slab == slabs_.end()) {
    slab = slabs_.insert(slab, std::make_unique<Slab>());
    note((*slab)->pages);
  }
  std::size_t slot = 0;
  while ((*slab)->used.test(slot)) ++slot;
  (*slab)->used.set(slot);
  return (*slab)->pages.bytes().subspan(slot * kSlotBytes, kSlotBytes);
}

// Wiped once more: what is given out again is promised to be zeros.
void LockedMemory::release(MutableByteSpan bytes) noexcept {
  secure_wipe(bytes);
  const std::lock_guard lock(mutex_);
  if (give_back_slot(bytes)) return;
  const auto own =
      std::find_if(large_.begin(), large_.end(), [&](const auto& some) { return holds(some->bytes(), bytes); });
  if (own != large_.end()) large_.erase(own);
}

bool LockedMemory::give_back_slot(MutableByteSpan bytes) noexcept {
  for (const auto& slab : slabs_) {
    if (!holds(slab->pages.bytes(), bytes)) continue;
    slab->used.reset(static_cast<std::size_t>(bytes.data() - slab->pages.bytes().data()) / kSlotBytes);
    return true;
  }
  return false;
}

void LockedMemory::note(const GuardedPages& pages) {
  if (shortfall_.empty()) shortfall_ = pages.shortfall();
}

std::optional<std::string> LockedMemory::shortfall() const {
  const std::lock_guard lock(mutex_);
  return shortfall_.empty() ? std::nullopt : std::optional(shortfall_);
}

}  // namespace ratestack::service
