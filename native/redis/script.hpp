// A Lua script that Redis keeps, and a call of it.
#pragma once

#include <string>
#include <vector>

#include "native/redis/command.hpp"

namespace ratestack::redis {

/// Redis names a script by the SHA-1 of its text, and says which when it is loaded.
struct Script {
  std::string text;
  std::string digest;
};

struct ScriptCall {
  std::vector<std::string> keys;
  std::vector<std::string> arguments;

  /// By its digest: the text does not go over the wire.
  [[nodiscard]] Command by_digest(const Script& script) const { return made("EVALSHA", script.digest); }
  /// Where Redis has forgotten the script; it keeps it from then on.
  [[nodiscard]] Command by_text(const Script& script) const { return made("EVAL", script.text); }

 private:
  [[nodiscard]] Command made(std::string_view verb, std::string_view script) const {
    Command out(3 + keys.size() + arguments.size());
    out.add(verb).add(script).add(static_cast<std::int64_t>(keys.size()));
    for (const std::string& key : keys) out.add(key);
    for (const std::string& argument : arguments) out.add(argument);
    return out;
  }
};

}  // namespace ratestack::redis
