// Moves an installation from one store to another, of whatever kind: organisations, people, keys, remembered answers,
// secrets as they are sealed, how people prove who they are (moved_tables.hpp), and the log with the same ids, hashes
// and heads.
#pragma once

#include <cstdint>

#include "native/service/audit_service.hpp"

namespace ratestack::service {

struct MoveReport {
  std::uint64_t rows = 0;     // of the log, written by this run
  std::uint64_t resumed = 0;  // there already, from a run before
  LogHead head;               // of both, at the end
};

/// The target is migrated and holds nothing, or the beginning of the same installation (a run before that was stopped):
/// then it goes on from there. Rows are appended as they stand in the source, batch by batch, each under the target's
/// own rules; at the end the target's log is verified and its heads are held against the source's.
///
/// Nothing may write to either meanwhile. Errors: conflict (the target holds something else), corrupt (the source's log
/// does not verify: it is not moved; or what arrived is not what was sent), those of the stores.
Result<MoveReport> move_installation(Store& from, Store& to, const OnProgress& progress = {});

}  // namespace ratestack::service
