// A chain link cut into runs of whole blocks, so that its body is hashed where it lies and only its ends are copied:
//
//   previous (32) ‖ body[0..32)  |  body[32..32+64n)  |  rest of the body ‖ padding
//   head: one block, copied      |  n blocks in place |  tail: one or two blocks, copied
//
// A body of less than 32 bytes does not fill the head: then all of it is tail.
#pragma once

#include "crypto/sha256/padding.hpp"

namespace ratestack::sha256_kernels {

/// Consecutive blocks in memory.
struct Run {
  const std::uint8_t* data = nullptr;
  std::size_t blocks = 0;
};

/// Reusable: start() forgets the message before. Views the body of its link. Runs point into the object: do not move
/// it.
class LinkMessage {
 public:
  void start(const ChainLink& link) noexcept {
    std::memcpy(head_.data(), link.previous.bytes.data(), Digest::kSize);
    if (link.body.size() < kHeadRoom) {
      start_short(link);
    } else {
      start_long(link);
    }
  }

  /// The blocks to hash next; empty (no blocks) after the last one.
  [[nodiscard]] const Run& run() const noexcept { return run_; }

  void advance(std::size_t blocks) noexcept {
    run_.data += blocks * kBlockSize;
    run_.blocks -= blocks;
    while (run_.blocks == 0 && next_ < later_.size()) run_ = later_[next_++];
  }

 private:
  static constexpr std::size_t kHeadRoom = kBlockSize - Digest::kSize;

  void start_short(const ChainLink& link) noexcept {
    std::memcpy(tail_.data(), link.previous.bytes.data(), Digest::kSize);
    if (!link.body.empty()) std::memcpy(tail_.data() + Digest::kSize, link.body.data(), link.body.size());
    const std::size_t held = Digest::kSize + link.body.size();
    run_ = {tail_.data(), pad(tail_, held, held)};
    next_ = later_.size();
  }

  void start_long(const ChainLink& link) noexcept {
    std::memcpy(head_.data() + Digest::kSize, link.body.data(), kHeadRoom);
    const ByteSpan rest = link.body.subspan(kHeadRoom);
    const std::size_t blocks = rest.size() / kBlockSize;
    const std::size_t held = rest.size() % kBlockSize;
    if (held != 0) std::memcpy(tail_.data(), rest.data() + blocks * kBlockSize, held);
    run_ = {head_.data(), 1};
    later_ = {Run{rest.data(), blocks}, Run{tail_.data(), pad(tail_, held, Digest::kSize + link.body.size())}};
    next_ = 0;
  }

  alignas(64) std::array<std::uint8_t, kBlockSize> head_;
  alignas(64) Tail tail_;
  Run run_;
  std::array<Run, 2> later_;
  std::size_t next_ = 0;
};

}  // namespace ratestack::sha256_kernels
