#include "native/redis/reply.hpp"

#include <hiredis/hiredis.h>

namespace ratestack::redis {

void Reply::Free::operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }

bool Reply::is_error() const { return reply_->type == REDIS_REPLY_ERROR; }

bool Reply::is_unknown_script() const { return is_error() && text().starts_with("NOSCRIPT"); }

std::string_view Reply::text() const {
  if (reply_->str == nullptr) return {};
  return {reply_->str, reply_->len};
}

std::optional<std::vector<std::int64_t>> Reply::integers() const {
  if (reply_->type != REDIS_REPLY_ARRAY) return std::nullopt;
  std::vector<std::int64_t> out;
  out.reserve(reply_->elements);
  for (std::size_t i = 0; i < reply_->elements; ++i) {
    if (reply_->element[i]->type != REDIS_REPLY_INTEGER) return std::nullopt;
    out.push_back(reply_->element[i]->integer);
  }
  return out;
}

}  // namespace ratestack::redis
