// The export verifier through the ABI: one handle a file, fed in chunks of any size.
#include <memory>

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

using ratestack::abi::Buffer;
using ratestack::abi::ExportSession;
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
