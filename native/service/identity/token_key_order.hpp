// Which key of access tokens stands where at a moment. A key is anything with activates_at and retires_at.
#pragma once

#include <vector>

#include "ratestack/base/time.hpp"

namespace ratestack::service {

template <typename Key>
bool is_retired(const Key& key, Timestamp now) {
  return key.retires_at && *key.retires_at <= now;
}

/// Of two from the same moment the one that has no end yet.
template <typename Key>
bool replaces(const Key& key, const Key& other) {
  if (key.activates_at != other.activates_at) return key.activates_at > other.activates_at;
  return !key.retires_at && other.retires_at;
}

/// The one that became active last and has not retired, of those that `may_sign` lets pass; null: none.
template <typename Key, typename MaySign>
const Key* newest_active(const std::vector<Key>& keys, Timestamp now, const MaySign& may_sign) {
  const Key* newest = nullptr;
  for (const Key& key : keys) {
    if (!may_sign(key) || key.activates_at > now || is_retired(key, now)) continue;
    if (newest == nullptr || replaces(key, *newest)) newest = &key;
  }
  return newest;
}

}  // namespace ratestack::service
