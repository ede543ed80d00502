// Ownership of a key of OpenSSL's, whose own headers stay out of ours.
#pragma once

#include <memory>

struct evp_pkey_st;

namespace ratestack::service {

struct FreeKey {
  void operator()(evp_pkey_st* key) const noexcept;
};
using EvpKey = std::unique_ptr<evp_pkey_st, FreeKey>;

}  // namespace ratestack::service
