#include "native/service/accounts.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/identity/password_hash.hpp"
#include "native/service/lower_case.hpp"
#include "native/service/new_id.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/policy/administration.hpp"

namespace ratestack::service {
namespace {

/// Records of a new organisation, before they are stored.
struct Records {
  Org org;
  User admin;
  ApiKey key;
};

JsonArray capability_list(CapabilitySet set) {
  JsonArray names;
  for (std::size_t i = 0; i < kCapabilityCount; ++i) {
    const auto capability = static_cast<Capability>(i);
    if (set.contains(capability)) names.emplace_back(to_string(capability));
  }
  return names;
}

Role first_role(OrgType type) { return type == OrgType::platform ? Role::super_admin : Role::org_admin; }

// Without the e-mail address: a row holds no personal data, the user's id leads to it.
std::vector<AuditEvent> creation_events(const Records& records, const Asker& asker) {
  const auto& [org, admin, key] = records;
  const auto event = [&](std::string_view action, JsonObject payload, Resource resource) {
    return to_event(asker, {action, "success", std::move(payload), std::move(resource)});
  };
  return {event(kOrgCreated, {{"name", org.name}, {"type", to_string(org.type)}}, {"org", org.id.text(), org.id}),
          event(kUserCreated, {{"role", to_string(first_role(org.type))}}, {"user", admin.id.text(), org.id}),
          event(kApiKeyCreated, {{"capabilities", capability_list(key.capabilities)}, {"name", key.name}},
                {"api_key", key.id.text(), org.id})};
}

AuditEvent standing_event(const Org& org, const Asker& asker, std::string_view action, JsonObject payload) {
  return to_event(asker, {action, "success", std::move(payload), {"org", org.id.text(), org.id}});
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

Result<void> Accounts::write(std::vector<AuditEvent> events, const MayChange& may, const MayChange& change) {
  AppendJob job;
  job.events = std::move(events);
  job.change = [&may, &change](WriteTransaction& transaction) -> Result<void> {
    if (auto allowed = may ? may(transaction) : Result<void>(); !allowed) return allowed;
    return change(transaction);
  };
  const auto written = writer_.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

Result<CreatedOrg> Accounts::create_org(const NewOrg& org, const AskerFor& asker_for, const MayChange& may) {
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
  auto written = write(creation_events(records, asker_for(org_id)), may,
                       [&records](WriteTransaction& transaction) { return insert(transaction, records); });
  if (!written) return written.error();
  return CreatedOrg{org_id, records.admin.id, key.text, password};
}

Result<void> Accounts::disable(const Org& org, const Asker& asker, const MayChange& may) {
  if (auto fits = check_disabling(org.type); !fits) return fits;
  if (org.disabled_at) return StoreError::conflict;
  return write({standing_event(org, asker, kOrgDisabled, {{"sessions_ended", "all"}})}, may,
               [&](WriteTransaction& transaction) -> Result<void> {
                 auto done = transaction.authorization().set_org_disabled(org.id, asker.now);
                 if (!done) return done;
                 const auto ended = transaction.identity().end_org_sessions(org.id, asker.now);
                 return ended ? Result<void>() : ended.error();
               });
}

Result<void> Accounts::enable(const Org& org, const Asker& asker, const MayChange& may) {
  if (!org.disabled_at) return StoreError::conflict;
  return write({standing_event(org, asker, kOrgEnabled, {})}, may, [&](WriteTransaction& transaction) {
    return transaction.authorization().set_org_disabled(org.id, std::nullopt);
  });
}

}  // namespace ratestack::service
