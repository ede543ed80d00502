#include "ratestack/audit/row.hpp"

namespace ratestack {
namespace {

void append_member(std::string& out, std::string_view name_and_colon, std::string_view value) {
  out += name_and_colon;
  append_canonical_string(out, value);
}

void append_actor(std::string& out, const Actor& actor) {
  append_member(out, R"(,"actor":{"id":)", actor.id);
  out += R"(,"key_id":)";
  if (actor.key_id)
    append_canonical_string(out, *actor.key_id);
  else
    out += "null";
  append_member(out, R"(,"org_id":)", actor.org_id.view());
  append_member(out, R"(,"type":)", to_string(actor.type));
  out += '}';
}

void append_request(std::string& out, const std::optional<RequestInfo>& request) {
  out += R"(,"request":)";
  if (!request) {
    out += "null";
    return;
  }
  append_member(out, R"({"ip":)", request->ip);
  append_member(out, R"(,"method":)", request->method);
  append_member(out, R"(,"uri":)", request->uri);
  out += '}';
}

void append_resource(std::string& out, const std::optional<Resource>& resource) {
  out += R"(,"resource":)";
  if (!resource) {
    out += "null";
    return;
  }
  append_member(out, R"({"id":)", resource->id);
  append_member(out, R"(,"owner_org_id":)", resource->owner_org_id.view());
  append_member(out, R"(,"type":)", resource->type);
  out += '}';
}

}  // namespace

std::string_view to_string(ActorType type) noexcept {
  switch (type) {
    case ActorType::user:
      return "user";
    case ActorType::api_key:
      return "api_key";
    case ActorType::service:
      return "service";
    case ActorType::system:
      return "system";
  }
  return "unknown";
}

// The members stand in the order of RFC 8785 section 3.2.3, so the text needs no sorting. row_facts.cpp reads the same
// order.
std::string canonical_row(const AuditEvent& event, const RowPosition& position) {
  std::string out;
  out.reserve(512 + event.payload.view().size());
  append_member(out, R"({"acting_as_org_id":)", event.acting_as_org_id.view());
  append_member(out, R"(,"action":)", event.action);
  append_actor(out, event.actor);
  append_member(out, R"(,"correlation_id":)", event.correlation_id);
  out += R"(,"id":)" + std::to_string(position.id);
  append_member(out, R"(,"occurred_at":)", event.occurred_at.to_text());
  append_member(out, R"(,"org_previous_hash":)", position.org_previous_hash.to_hex());
  out += R"(,"org_seq":)" + std::to_string(position.org_seq);
  append_member(out, R"(,"outcome":)", event.outcome);
  out += R"(,"payload":)";
  out += event.payload.view();
  append_request(out, event.request);
  append_resource(out, event.resource);
  out += R"(,"schema":1})";
  return out;
}

}  // namespace ratestack
