#include "native/service/secrets/secret_vault.hpp"

#include <algorithm>
#include <memory>

#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kMaxName = 64;

constexpr bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string resource_id(const SecretName& name) { return std::string(to_string(name.kind)) + '/' + name.name; }

Result<AuditEvent> event_of(std::string_view action, std::string_view outcome, const SecretName& name, Asker asker,
                            JsonObject payload) {
  payload["kind"] = to_string(name.kind);
  payload["name"] = name.name;
  auto canonical = CanonicalJson::from_value(payload);
  if (!canonical) return canonical.error();
  return AuditEvent{.acting_as_org_id = asker.org_id,
                    .action = std::string(action),
                    .actor = std::move(asker.actor),
                    .correlation_id = std::move(asker.correlation_id),
                    .occurred_at = asker.now,
                    .outcome = std::string(outcome),
                    .payload = std::move(*canonical),
                    .request = std::move(asker.request),
                    .resource = Resource{"secret", resource_id(name), name.org_id}};
}

Result<SecretRecord> found(Result<std::optional<SecretRecord>> record) {
  if (!record) return record.error();
  if (!*record) return StoreError::not_found;
  return std::move(*record.value());
}

/// Submits `change` with its row; what it left in `out` is the answer.
struct Change {
  std::function<Result<void>(WriteTransaction&, std::optional<SecretRecord>&)> run;
  AuditEvent event;
};

void submit(AuditWriter& writer, Change change, SecretVault::Described done) {
  auto out = std::make_shared<std::optional<SecretRecord>>();
  AppendJob job;
  job.events.push_back(std::move(change.event));
  job.change = [out, run = std::move(change.run)](WriteTransaction& transaction) { return run(transaction, *out); };
  job.done = [out, done = std::move(done)](const Result<AppendOutcome>& written) {
    if (!written) return done(written.error());
    done(std::move(**out));
  };
  writer.submit(std::move(job));
}

}  // namespace

std::string_view to_string(SecretPurpose purpose) noexcept {
  switch (purpose) {
    case SecretPurpose::imap_login:
      return "imap_login";
    case SecretPurpose::webhook_signing:
      return "webhook_signing";
    case SecretPurpose::configuration:
      return "configuration";
    case SecretPurpose::operator_request:
      return "operator_request";
  }
  return "unknown";
}

bool is_secret_name(std::string_view name) noexcept {
  if (name.empty() || name.size() > kMaxName || !is_word(name.front()) || !is_word(name.back())) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return is_word(c) || c == '.' || c == '_' || c == '-'; });
}

SecretVault::SecretVault(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor)
    : store_(store), writer_(writer), entropy_(entropy), encryptor_(encryptor) {}

void SecretVault::put(const SecretName& name, SecretBytes value, Asker asker, Described done) {
  const Timestamp now = asker.now;
  auto event = event_of(kSecretStored, "success", name, std::move(asker), {});
  if (!event) return done(event.error());
  // Shared because std::function wants to be copied; there is one value.
  auto shared = std::make_shared<SecretBytes>(std::move(value));
  const auto run = [this, name, shared, now](WriteTransaction& transaction, std::optional<SecretRecord>& out) {
    return store_value(transaction, name, *shared, now, out);
  };
  submit(writer_, {run, std::move(*event)}, std::move(done));
}

Result<void> SecretVault::store_value(WriteTransaction& transaction, const SecretName& name, const SecretBytes& value,
                                      Timestamp now, std::optional<SecretRecord>& out) const {
  const auto kid = write_key(transaction.secrets(), encryptor_.ring());
  if (!kid) return kid.error();
  auto there = transaction.secrets().find(name);
  if (!there) return there.error();
  const bool is_new = !*there;
  SecretRecord record =
      is_new ? SecretRecord{new_id<SecretId>(now, entropy_), name, {}, {}, now, now} : std::move(*there.value());
  record.updated_at = now;
  const auto place = place_of(kSecretValues, name.org_id.view(), record.id.view());
  if (!place) return place.error();
  auto envelope = encryptor_.seal(*place, value.expose(), *kid);
  if (!envelope) return envelope.error();
  auto fingerprint = encryptor_.fingerprint(name.org_id.view(), value.expose(), *kid);
  if (!fingerprint) return fingerprint.error();
  record.envelope = std::move(*envelope);
  record.fingerprint = std::move(*fingerprint);
  out = record;
  return is_new ? transaction.secrets().insert(record) : transaction.secrets().update(record);
}

void SecretVault::remove(const SecretName& name, Asker asker, Described done) {
  auto event = event_of(kSecretDeleted, "success", name, std::move(asker), {});
  if (!event) return done(event.error());
  const auto run = [name](WriteTransaction& transaction, std::optional<SecretRecord>& out) -> Result<void> {
    auto record = found(transaction.secrets().find(name));
    if (!record) return record.error();
    out = record.value();
    return transaction.secrets().remove(*out);
  };
  submit(writer_, {run, std::move(*event)}, std::move(done));
}

Result<SecretRecord> SecretVault::describe(const SecretName& name) const { return found(store_.secrets().find(name)); }

Result<SecretBytes> SecretVault::open(const SecretName& name, SecretPurpose purpose, Asker asker) const {
  const auto record = describe(name);
  if (!record) return record.error();
  const SecretRecord& sealed = record.value();
  const auto place = place_of(kSecretValues, sealed.name.org_id.view(), sealed.id.view());
  if (!place) return place.error();
  auto opened = encryptor_.open(*place, sealed.envelope);
  JsonObject payload{{"purpose", to_string(purpose)}};
  if (!opened) payload["reason"] = opened.error().code.message();
  auto event = event_of(kSecretOpened, opened ? "success" : "failure", name, std::move(asker), std::move(payload));
  if (!event) return event.error();
  AppendJob job;
  job.events.push_back(std::move(*event));
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  return opened;
}

}  // namespace ratestack::service
