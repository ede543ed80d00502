#include "native/service/accounts.hpp"

#include "native/service/identity/password_hash.hpp"
#include "native/service/lower_case.hpp"
#include "native/service/new_id.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

/// Records of a new organisation, before they are stored.
struct Records {
  Org org;
  User admin;
  ApiKey key;
};

/// Rows of one creation: the new organisation acts for itself, the person at the command line is the actor.
class CreationRows {
 public:
  CreationRows(const Org& org, std::string actor, std::string correlation_id, Timestamp now)
      : org_(org), actor_(std::move(actor)), correlation_id_(std::move(correlation_id)), now_(now) {}

  Result<void> add(std::string_view action, Resource resource, const JsonValue& payload) {
    auto text = CanonicalJson::from_value(payload);
    if (!text) return text.error();
    events.push_back(AuditEvent{.acting_as_org_id = org_.id,
                                .action = std::string(action),
                                .actor = {ActorType::system, actor_, std::nullopt, org_.id},
                                .correlation_id = correlation_id_,
                                .occurred_at = now_,
                                .outcome = "success",
                                .payload = std::move(*text),
                                .request = std::nullopt,
                                .resource = std::move(resource)});
    return {};
  }

  std::vector<AuditEvent> events;

 private:
  const Org& org_;
  std::string actor_, correlation_id_;
  Timestamp now_;
};

JsonValue capability_names(CapabilitySet set) {
  JsonArray names;
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (set.contains(capability)) names.emplace_back(to_string(capability));
  }
  return names;
}

Role first_role(OrgType type) { return type == OrgType::platform ? Role::super_admin : Role::org_admin; }

// Without the e-mail address: a row holds no personal data, the user's id leads to it.
Result<std::vector<AuditEvent>> creation_events(const Records& records, const std::string& actor,
                                                std::string correlation_id) {
  const OrgId& org = records.org.id;
  CreationRows rows(records.org, actor, std::move(correlation_id), records.org.created_at);
  const JsonObject org_payload{{"name", records.org.name}, {"type", to_string(records.org.type)}};
  if (auto done = rows.add(kOrgCreated, {"org", org.text(), org}, org_payload); !done) return done.error();
  const JsonObject user_payload{{"role", to_string(first_role(records.org.type))}};
  if (auto done = rows.add(kUserCreated, {"user", records.admin.id.text(), org}, user_payload); !done) {
    return done.error();
  }
  const JsonObject key_payload{{"capabilities", capability_names(records.key.capabilities)},
                               {"name", records.key.name}};
  if (auto done = rows.add(kApiKeyCreated, {"api_key", records.key.id.text(), org}, key_payload); !done) {
    return done.error();
  }
  return std::move(rows.events);
}

Result<void> insert(WriteTransaction& transaction, const Records& records) {
  if (auto done = transaction.insert_org(records.org); !done) return done;
  if (auto done = transaction.insert_user(records.admin); !done) return done;
  const RoleSet roles = RoleSet().with(first_role(records.org.type));
  auto member = transaction.identity().put_member({records.org.id, records.admin.id, roles, records.org.created_at});
  if (!member) return member;
  return transaction.insert_api_key(records.key);
}

}  // namespace

Accounts::Accounts(AuditWriter& writer, Store& store, const Clock& clock, Entropy& entropy)
    : writer_(writer), store_(store), clock_(clock), entropy_(entropy) {}

// The database refuses a second one too; asking first spares the work and says which rule it is.
Result<void> Accounts::check_free(OrgType type) {
  if (type != OrgType::platform) return {};
  auto existing = store_.platform_org();
  if (!existing) return existing.error();
  if (*existing) return Error(StoreError::conflict, "the platform organisation exists already");
  return {};
}

Result<CreatedOrg> Accounts::create_org(const NewOrg& org, const std::string& actor_name) {
  if (auto free = check_free(org.type); !free) return free.error();
  const Timestamp now = clock_.now();
  const std::string password = generate_password(entropy_);
  auto password_hash = hash_password(password, entropy_);
  if (!password_hash) return password_hash.error();
  const OrgId org_id = new_id<OrgId>(now, entropy_);
  const NewApiKey key = make_api_key(org.key_environment, new_id<KeyId>(now, entropy_), entropy_);
  const Records records{
      .org = {org_id, org.type, org.name, now},
      .admin = {new_id<UserId>(now, entropy_), org_id, lower_case(org.admin_email), *password_hash, now},
      .key = {key.key_id, org_id, "first key", key.secret_hash, ceiling(org.type), now, std::nullopt, std::nullopt}};

  auto events = creation_events(records, actor_name, "create-" + org_id.text());
  if (!events) return events.error();
  AppendJob job;
  job.events = std::move(*events);
  job.change = [&records](WriteTransaction& transaction) { return insert(transaction, records); };
  auto outcome = writer_.submit_and_wait(std::move(job));
  if (!outcome) return outcome.error();
  return CreatedOrg{org_id, records.admin.id, key.text, password};
}

}  // namespace ratestack::service
