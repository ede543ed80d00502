// Why a decision is what it is: the body of `POST /v1/authz/check`. Made only when somebody asks.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/policy/authorizer.hpp"

namespace ratestack {

/// One question on the way, in the order in which they are asked: "organisation", "ceiling", "enabled", and then, as
/// far as nothing allows yet, "role" for each role held, "key", "grant" for each grant.
struct PolicyStep {
  std::string_view check;
  std::string_view of;            // whose answer it is: a type of organisation, a role, a grant's id; else empty
  bool passed;                    // of a role, key or grant: it gives the capability
  std::optional<Rule> rule = {};  // what the step says by itself, where it settles the matter or is a grant's failure
};

struct Explanation {
  Decision decision;             // that of decide()
  std::vector<PolicyStep> path;  // views into the grants of the subject
};

[[nodiscard]] Explanation explain(const PolicySubject& subject, const PolicyOrg& org, Capability capability,
                                  Timestamp now);

/// {"allowed","path":[{"check","of","passed","rule"}],"reason"}; `of` and `rule` are null where there is none. The ids
/// of grants must be valid UTF-8.
[[nodiscard]] CanonicalJson explanation_json(const Explanation& explanation);

}  // namespace ratestack
