#include "native/service/lending/documents.hpp"

#include <algorithm>

#include "native/service/identity/identity_events.hpp"
#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/secrets/envelope.hpp"

namespace ratestack::service {
namespace {

std::string part_id(const DocumentId& id, std::size_t place) { return id.text() + '.' + std::to_string(place); }

Result<std::vector<DocumentPart>> seal_parts(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                                             const DocumentRecord& record, std::string_view content) {
  const auto kid = write_key(transaction.secrets(), encryptor.ring());
  if (!kid) return kid.error();
  std::vector<DocumentPart> parts;
  parts.reserve(content.size() / kMaxSecretBytes + 1);
  for (std::size_t at = 0; at < content.size(); at += kMaxSecretBytes) {
    std::string id = part_id(record.id, parts.size());
    const auto place = place_of(kDocumentParts, record.org_id.view(), id);
    if (!place) return place.error();
    auto envelope = encryptor.seal(place.value(), as_bytes(content.substr(at, kMaxSecretBytes)), kid.value());
    if (!envelope) return envelope.error();
    parts.push_back({std::move(id), std::move(envelope.value())});
  }
  return parts;
}

/// A part that is missing, moved or left out shows in the size and digest of the whole.
Result<std::string> open_parts(const SecretEncryptor& encryptor, const DocumentRecord& record,
                               const std::vector<DocumentPart>& parts) {
  std::string content;
  content.reserve(record.size);
  for (const DocumentPart& part : parts) {
    const auto place = place_of(kDocumentParts, record.org_id.view(), part.id);
    if (!place) return place.error();
    const auto opened = encryptor.open(place.value(), part.envelope);
    if (!opened) return opened.error();
    content += as_text(opened.value().expose());
  }
  if (sha256(as_bytes(content)) != record.digest) return Error(StoreError::corrupt, "document_parts");
  return content;
}

JsonObject describe(const DocumentRecord& record) {
  return {{"loan_id", record.loan_id.view()},
          {"kind", record.kind},
          {"media_type", record.media_type},
          {"size", record.size},
          {"digest", record.digest.to_hex()}};
}

}  // namespace

Result<Written<DocumentRecord>> Documents::deliver(const NewDocument& order, const Asker& asker,
                                                   const Once<DocumentRecord>& once) const {
  const auto loan = store_.lending().find_loan(asker.org_id, order.loan);
  if (!loan) return loan.error();
  if (!loan.value()) return StoreError::not_found;
  const DocumentRecord record{.id = new_id<DocumentId>(asker.now, entropy_),
                              .loan_id = order.loan,
                              .org_id = loan.value()->org_id,
                              .delivered_by_org_id = asker.org_id,
                              .kind = order.kind,
                              .name = order.name,
                              .media_type = order.media_type,
                              .size = order.content.size(),
                              .digest = sha256(as_bytes(order.content)),
                              .delivered_by = asker.actor.id,
                              .created_at = asker.now};
  auto event = to_event(
      asker, {"DOCUMENT_DELIVERED", "success", describe(record), {"document", record.id.text(), record.org_id}});
  return write_once<DocumentRecord>(writer_, std::move(event), record, once,
                                    [&](WriteTransaction& transaction, const DocumentRecord& made) -> Result<void> {
                                      // A share that ended meanwhile ends this, too.
                                      const auto still = transaction.lending().find_loan(asker.org_id, made.loan_id);
                                      if (!still) return still.error();
                                      if (!still.value()) return StoreError::not_found;
                                      const auto parts = seal_parts(transaction, encryptor_, made, order.content);
                                      return parts ? transaction.lending().insert_document(made, parts.value())
                                                   : parts.error();
                                    });
}

Result<Documents::Opened> Documents::open(const DocumentId& id, const Asker& asker) const {
  auto record = store_.lending().find_own_document(asker.org_id, id);
  if (!record) return record.error();
  if (!record.value()) return StoreError::not_found;
  const auto parts = store_.lending().document_parts(asker.org_id, id);
  if (!parts) return parts.error();
  auto content = open_parts(encryptor_, *record.value(), parts.value());
  JsonObject payload = describe(*record.value());
  if (!content) payload["reason"] = content.error().code.message();
  AppendJob job;
  job.events.push_back(to_event(
      asker,
      {kDocumentOpened, content ? "success" : "failure", std::move(payload), {"document", id.text(), asker.org_id}}));
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  if (!content) return content.error();
  return Opened{std::move(*record.value()), std::move(content.value())};
}

}  // namespace ratestack::service
