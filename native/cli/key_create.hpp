// `ratestack keys create` and `rotate`: what answers a key's text, this once.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"
#include "native/service/identity/api_keys.hpp"
#include "ratestack/policy/capability.hpp"

namespace ratestack::cli {

struct CreateKeyOptions {
  static constexpr std::size_t kMaxName = 128;  // bytes
  std::string org, name;
  CapabilitySet capabilities;
  std::optional<std::chrono::seconds> expires_in;
  OutputForm form = OutputForm::words;
};

/// unusable: a capability that its type does not allow, or that the organisation has not enabled.
ExitCode create_key(const CreateKeyOptions& options, DataAccess& data, const Console& console);

struct RotateKeyOptions {
  std::string id;
  std::chrono::seconds overlap = service::ApiKeys::kDefaultOverlap;
  OutputForm form = OutputForm::words;
};

/// Another key that can do the same; this one works for the overlap yet. conflict: it is revoked.
ExitCode rotate_key(const RotateKeyOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
