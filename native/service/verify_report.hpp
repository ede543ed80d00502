// The answer of GET /v1/admin/audit/verify and of `ratestack audit check --json` (contract 3.5).
#pragma once

#include <chrono>
#include <string>

#include "ratestack/audit/chain_verifier.hpp"

namespace ratestack::service {

/// Canonical JSON: {"elapsed_ms","logs":[{"log":"common","ok","rows","first_id","head","checkpoint",...}],"ok"}.
/// `scope` is what was walked, for the sentence of `summary`, which is core's.
[[nodiscard]] std::string verify_report(const ChainVerdict& verdict, ChainScope scope, std::chrono::milliseconds spent);

}  // namespace ratestack::service
