// Keeps the lanes of a multi-stream kernel busy with messages of different lengths: a lane whose message ends takes the
// next one at once, so lanes idle only at the very end of a batch.
//
// `Lanes` is the kernel's state:
//   static constexpr std::size_t kLanes;
//   void reset(std::size_t lane);                 the lane begins a new message
//   State state(std::size_t lane) const;
//   void compress(const LaneData<kLanes>& data, std::size_t blocks);   each lane reads on from its own pointer
#pragma once

#include <limits>

#include "crypto/sha256/link_message.hpp"

namespace ratestack::sha256_kernels {

template <std::size_t kLanes>
using LaneData = std::array<const std::uint8_t*, kLanes>;

template <class Lanes>
class LinkScheduler {
 public:
  LinkScheduler(std::span<const ChainLink> links, std::span<Digest> out) noexcept : links_(links), out_(out) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) refill(lane);
  }

  void run() noexcept {
    while (busy_ != 0) step();
  }

 private:
  static constexpr std::size_t kLanes = Lanes::kLanes;

  struct Lane {
    LinkMessage message;
    Digest* out = nullptr;  // null: no message left for this lane
  };

  // All lanes go as far as the shortest run among them. An idle lane reads along with that one; its result is never
  // looked at.
  void step() noexcept {
    const Run shortest = shortest_run();
    LaneData<kLanes> data;
    for (std::size_t i = 0; i < kLanes; ++i) data[i] = is_busy(i) ? lanes_[i].message.run().data : shortest.data;
    kernel_.compress(data, shortest.blocks);
    for (std::size_t i = 0; i < kLanes; ++i) {
      if (is_busy(i)) advance(i, shortest.blocks);
    }
  }

  [[nodiscard]] Run shortest_run() const noexcept {
    Run shortest{nullptr, std::numeric_limits<std::size_t>::max()};
    for (std::size_t i = 0; i < kLanes; ++i) {
      if (is_busy(i) && lanes_[i].message.run().blocks < shortest.blocks) shortest = lanes_[i].message.run();
    }
    return shortest;
  }

  [[nodiscard]] bool is_busy(std::size_t i) const noexcept { return lanes_[i].out != nullptr; }

  void advance(std::size_t i, std::size_t blocks) noexcept {
    Lane& lane = lanes_[i];
    lane.message.advance(blocks);
    if (lane.message.run().blocks != 0) return;
    store_digest(kernel_.state(i), *lane.out);
    lane.out = nullptr;
    --busy_;
    refill(i);
  }

  void refill(std::size_t i) noexcept {
    if (next_ == links_.size()) return;
    lanes_[i].message.start(links_[next_]);
    lanes_[i].out = &out_[next_];
    kernel_.reset(i);
    ++next_;
    ++busy_;
  }

  std::span<const ChainLink> links_;
  std::span<Digest> out_;
  std::size_t next_ = 0;
  std::size_t busy_ = 0;
  Lanes kernel_;
  std::array<Lane, kLanes> lanes_;
};

template <class Lanes>
void hash_links(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  LinkScheduler<Lanes>(links, out).run();
}

}  // namespace ratestack::sha256_kernels
