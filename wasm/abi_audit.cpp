// The export verifier through the ABI: one handle a file, fed in chunks of any size.
#include <memory>
#include <span>

#include "abi.hpp"
#include "handle_table.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack::abi {
namespace {

struct ExportSession {
  ExportVerifier verifier;
  bool settled = false;
  bool finished = false;
};

/// What rs_examine_rows covered: whole row lines from the front.
struct Examined {
  std::uint32_t rows;
  std::uint32_t bytes;
};

// Facts come back from another instance as bytes. They may be wrong, which the chain's own checks do not see, but
// they must not lead outside of themselves or of the lines that they speak of.
bool fit(std::span<const RowFacts> facts, std::size_t bytes) noexcept {
  std::uint64_t total = 0;
  for (const RowFacts& row : facts) {
    if (row.org_size > kMaxOrgIdBytes || row.fault > RowFault::not_a_row) return false;
    total += row.line_bytes;
  }
  return total == bytes;
}

/// Written into the caller's memory after each chunk: 24 bytes, little-endian like all of linear memory.
struct Progress {
  std::uint64_t bytes;
  std::uint64_t rows;
  std::uint32_t settled;
  std::uint32_t reserved;
};
static_assert(sizeof(Progress) == 24);

// A handle must be looked up somewhere; this table and its kin are the only state of the module.
HandleTable<ExportSession, 1>& sessions() {
  static HandleTable<ExportSession, 1> table;
  return table;
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::RowFacts;
using ratestack::abi::Buffer;
using ratestack::abi::Examined;
using ratestack::abi::ExportSession;
using ratestack::abi::fit;
using ratestack::abi::Handle;
using ratestack::abi::Progress;
using ratestack::abi::sessions;
using ratestack::abi::Status;
using ratestack::abi::text_of;

/// 0 when too many verifiers are open.
RATESTACK_ABI Handle rs_export_verifier_new() { return sessions().add(std::make_unique<ExportSession>()); }

RATESTACK_ABI Status rs_export_verifier_update(Handle handle, const char* data, std::size_t size) {
  ExportSession* session = sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  if (session->finished) return Status::wrong_state;
  session->settled = !session->verifier.update(text_of(data, size));
  return Status::ok;
}

/// Bytes of one row's facts; the same for every instance of one module.
RATESTACK_ABI std::size_t rs_row_facts_size() { return sizeof(RowFacts); }

/// Examines row lines from the front of `data`, at most `room` of them, into `facts`. Needs no verifier: another
/// instance, in another worker, links them by rs_export_verifier_accept_rows.
RATESTACK_ABI void rs_examine_rows(const char* data, std::size_t size, RowFacts* facts, std::size_t room,
                                   Examined* out) {
  const ratestack::RowLines done = ratestack::examine_row_lines(text_of(data, size), {facts, room});
  *out = {static_cast<std::uint32_t>(done.rows), static_cast<std::uint32_t>(done.bytes)};
}

/// `facts` are what rs_examine_rows said of exactly these lines. wrong_state where no row line can follow, or the facts
/// are of other lines: then nothing was taken, and rs_export_verifier_update judges the lines by itself.
RATESTACK_ABI Status rs_export_verifier_accept_rows(Handle handle, const char* lines, std::size_t size,
                                                    const RowFacts* facts, std::size_t count) {
  ExportSession* session = sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  const std::span<const RowFacts> rows(facts, count);
  if (session->finished || !session->verifier.expects_rows() || !fit(rows, size)) return Status::wrong_state;
  session->settled = !session->verifier.accept_rows(text_of(lines, size), rows);
  return Status::ok;
}

RATESTACK_ABI Status rs_export_verifier_finish(Handle handle) {
  ExportSession* session = sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  if (session->finished) return Status::wrong_state;
  session->verifier.finish();
  session->settled = session->finished = true;
  return Status::ok;
}

RATESTACK_ABI Status rs_export_verifier_progress(Handle handle, Progress* out) {
  const ExportSession* session = sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  *out = {session->verifier.bytes_seen(), session->verifier.verdict().rows, session->settled ? 1U : 0U, 0};
  return Status::ok;
}

RATESTACK_ABI Status rs_export_verifier_verdict_json(Handle handle, Buffer* out) {
  const ExportSession* session = sessions().find(handle);
  if (session == nullptr) return Status::bad_handle;
  if (!session->finished) return Status::wrong_state;
  return ratestack::abi::answer(out, ratestack::verdict_json(session->verifier));
}

RATESTACK_ABI Status rs_export_verifier_free(Handle handle) {
  return sessions().remove(handle) ? Status::ok : Status::bad_handle;
}
