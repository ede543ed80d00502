// The redactor through the ABI: handles for redactors (mode, key, allowlist) and for streams, bytes in, bytes out.
#include <array>
#include <memory>
#include <string>

#include "abi.hpp"
#include "handle_table.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::abi {
namespace {

/// Written into the caller's memory: 40 bytes, little-endian like all of linear memory.
struct Redacted {
  Buffer text;  // where a call failed, what abi::refuse writes
  std::array<std::uint64_t, kPiiKinds.size()> counts;
};
static_assert(sizeof(void*) != 4 || sizeof(Redacted) == 40);

struct MadeRedactor {
  Buffer refusal;  // set where making failed
  Handle handle;   // 0 where too many redactors are open
};
static_assert(sizeof(void*) != 4 || sizeof(MadeRedactor) == 12);

// Shared with the streams over it: freeing a redactor first harms none of them.
using SharedRedactor = std::shared_ptr<const PiiRedactor>;

struct StreamSession {
  SharedRedactor redactor;
  RedactionStream stream;
  bool finished = false;
};

HandleTable<SharedRedactor, 2>& redactors() {
  static HandleTable<SharedRedactor, 2> table;
  return table;
}

HandleTable<StreamSession, 3>& streams() {
  static HandleTable<StreamSession, 3> table;
  return table;
}

const PiiRedactor* find_redactor(Handle handle) {
  const SharedRedactor* found = redactors().find(handle);
  return found == nullptr ? nullptr : found->get();
}

Status answer_redacted(Redacted* out, std::string_view text, const PiiCounts& counts) {
  for (const PiiKind kind : kPiiKinds) out->counts[static_cast<std::size_t>(kind)] = counts.of(kind);
  return answer(&out->text, text);
}

// {"mode":"...","allow":["..."]}: the typed package writes it, so anything else is a defect of the host.
Result<RedactionOptions> read_options(std::string_view text) {
  RedactionOptions options;
  const auto tree = parse_json(text);
  if (!tree) return tree.error();
  const JsonObject* object = tree->if_object();
  const JsonValue* mode = object == nullptr ? nullptr : object->if_contains("mode");
  const JsonValue* allow = object == nullptr ? nullptr : object->if_contains("allow");
  if (mode != nullptr && mode->is_string()) {
    options.mode = parse_redaction_mode(mode->as_string()).value_or(RedactionMode::label);
  }
  if (allow != nullptr && allow->is_array()) {
    for (const JsonValue& item : allow->as_array()) {
      if (item.is_string()) options.allowed.emplace_back(item.as_string());
    }
  }
  return options;
}

Result<PiiRedactor> make_redactor(std::string_view options_text, ByteSpan key) {
  auto options = read_options(options_text);
  if (!options) return options.error();
  if (!key.empty()) options->pseudonym_key = SecretBytes::copy_of(key);
  return PiiRedactor::create(std::move(*options));
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::abi::answer_redacted;
using ratestack::abi::Buffer;
using ratestack::abi::Handle;
using ratestack::abi::MadeRedactor;
using ratestack::abi::Redacted;
using ratestack::abi::Status;
using ratestack::abi::StreamSession;
using ratestack::abi::text_of;

/// `options` is {"mode":"label|partial|pseudonym","allow":["..."]}; `key` has no bytes, or at least 32 for pseudonyms.
RATESTACK_ABI Status rs_redactor_new(const char* options, std::size_t options_size, const std::uint8_t* key,
                                     std::size_t key_size, MadeRedactor* out) {
  *out = {};
  auto made = ratestack::abi::make_redactor(text_of(options, options_size), {key, key_size});
  if (!made) return ratestack::abi::refuse(&out->refusal, made.error());
  auto shared = std::make_shared<const ratestack::PiiRedactor>(std::move(*made));
  out->handle = ratestack::abi::redactors().add(std::make_unique<ratestack::abi::SharedRedactor>(std::move(shared)));
  return Status::ok;
}

RATESTACK_ABI Status rs_redactor_free(Handle handle) {
  return ratestack::abi::redactors().remove(handle) ? Status::ok : Status::bad_handle;
}

RATESTACK_ABI Status rs_redact(Handle handle, const char* data, std::size_t size, Redacted* out) {
  const auto* redactor = ratestack::abi::find_redactor(handle);
  if (redactor == nullptr) return Status::bad_handle;
  std::string text(data, size);
  const auto counts = redactor->redact(text);
  return answer_redacted(out, text, counts);
}

RATESTACK_ABI Status rs_redact_json(Handle handle, const char* data, std::size_t size, Redacted* out) {
  const auto* redactor = ratestack::abi::find_redactor(handle);
  if (redactor == nullptr) return Status::bad_handle;
  std::string text(data, size);
  const auto counts = redactor->redact_json(text);
  if (!counts) return ratestack::abi::refuse(&out->text, counts.error());
  return answer_redacted(out, text, *counts);
}

/// 0 when the redactor is not there, or too many streams are open.
RATESTACK_ABI Handle rs_redaction_stream_new(Handle handle) {
  const ratestack::abi::SharedRedactor* redactor = ratestack::abi::redactors().find(handle);
  if (redactor == nullptr) return 0;
  return ratestack::abi::streams().add(
      std::make_unique<StreamSession>(StreamSession{*redactor, ratestack::RedactionStream(**redactor)}));
}

/// Answers what is settled; `counts` are those of the whole stream so far.
RATESTACK_ABI Status rs_redaction_stream_update(Handle handle, const char* data, std::size_t size, Redacted* out) {
  StreamSession* session = ratestack::abi::streams().find(handle);
  if (session == nullptr) return Status::bad_handle;
  if (session->finished) return Status::wrong_state;
  std::string settled;
  session->stream.update(text_of(data, size), settled);
  return answer_redacted(out, settled, session->stream.counts());
}

RATESTACK_ABI Status rs_redaction_stream_finish(Handle handle, Redacted* out) {
  StreamSession* session = ratestack::abi::streams().find(handle);
  if (session == nullptr) return Status::bad_handle;
  if (session->finished) return Status::wrong_state;
  session->finished = true;
  std::string settled;
  session->stream.finish(settled);
  return answer_redacted(out, settled, session->stream.counts());
}

RATESTACK_ABI Status rs_redaction_stream_free(Handle handle) {
  return ratestack::abi::streams().remove(handle) ? Status::ok : Status::bad_handle;
}
