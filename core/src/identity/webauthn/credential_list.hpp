// Credentials as options name them (WebAuthn section 5.8.3).
#pragma once

#include <span>
#include <string>

#include "ratestack/encoding/json.hpp"

namespace ratestack::webauthn {

inline JsonArray credential_list(std::span<const std::string> ids) {
  JsonArray list;
  for (const std::string& id : ids) list.push_back(JsonObject{{"id", id}, {"type", "public-key"}});
  return list;
}

}  // namespace ratestack::webauthn
