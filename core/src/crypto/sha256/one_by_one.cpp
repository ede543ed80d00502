#include "crypto/sha256/one_by_one.hpp"

#include "crypto/sha256/constants.hpp"
#include "crypto/sha256/link_message.hpp"

namespace ratestack::sha256_kernels {

void hash_links_one_by_one(std::span<const ChainLink> links, std::span<Digest> out) noexcept {
  const Compress compress = kernels().single.front().compress;
  LinkMessage message;
  for (std::size_t i = 0; i < links.size(); ++i) {
    State state = kInitialState;
    for (message.start(links[i]); message.run().blocks != 0; message.advance(message.run().blocks)) {
      compress(state, message.run().data, message.run().blocks);
    }
    store_digest(state, out[i]);
  }
}

}  // namespace ratestack::sha256_kernels
