#include "native/service/identity/upstream.hpp"

#include "native/service/secrets/sealed_values.hpp"

namespace ratestack::service {
namespace {

constexpr const char* kToken = "upstream_token";
constexpr const char* kIssuer = "provider_issuer";
constexpr const char* kSubject = "provider_subject";
constexpr const char* kSession = "provider_session";
constexpr const char* kIssuedAt = "provider_issued_at";

Result<void> keep_token(WriteTransaction& transaction, const SecretEncryptor& encryptor, const SessionRecord& session,
                        std::string_view token) {
  const auto place = place_of(kUpstreamTokens, session.org_id.view(), session.id.view());
  if (!place) return place.error();
  const auto kid = write_key(transaction.secrets(), encryptor.ring());
  if (!kid) return kid.error();
  const auto envelope = encryptor.seal(place.value(), as_bytes(token), kid.value());
  if (!envelope) return envelope.error();
  return transaction.identity().put_upstream_token(session.id, session.org_id, envelope.value());
}

}  // namespace

Upstream Upstream::bounded() && {
  std::size_t size = token.size();
  if (session) size += session->issuer.size() + session->subject.size() + session->session_id.size();
  if (size > kMaxBytes) token.clear();
  return std::move(*this);
}

void Upstream::add_to(JsonObject& fields) const {
  if (!token.empty()) fields[kToken] = token;
  if (!session) return;
  fields[kIssuer] = session->issuer;
  fields[kSubject] = session->subject;
  fields[kSession] = session->session_id;
  fields[kIssuedAt] = session->issued_at.to_text();
}

Upstream Upstream::of(const Ticket& ticket) {
  Upstream upstream{std::string(ticket.text(kToken)), {}};
  const auto issued = Timestamp::parse_canonical(ticket.text(kIssuedAt));
  if (!issued) return upstream;
  upstream.session = OidcSession{std::string(ticket.text(kIssuer)), std::string(ticket.text(kSubject)),
                                 std::string(ticket.text(kSession)), issued.value()};
  return upstream;
}

Result<void> keep_upstream(WriteTransaction& transaction, const SecretEncryptor& encryptor,
                           const SessionRecord& session, const Upstream& upstream) {
  if (upstream.session) {
    auto put = transaction.identity().put_provider_session(session.id, *upstream.session);
    if (!put) return put;
  }
  return upstream.token.empty() ? Result<void>() : keep_token(transaction, encryptor, session, upstream.token);
}

}  // namespace ratestack::service
