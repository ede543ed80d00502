#include "native/service/secrets/move_secrets.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kPage = 200;

Result<void> insert_missing(SecretWriter& to, const SecretRecord& record) {
  const auto there = to.find(record.name);
  if (!there) return there.error();
  return there.value() ? Result<void>() : to.insert(record);
}

Result<void> move_secrets_of(const OrgId& org, Store& from, Store& to) {
  std::string kind, name;
  for (;;) {
    const auto read = from.secrets().list(org, kind, name, kPage);
    if (!read) return read.error();
    const std::vector<SecretRecord>& page = read.value();
    if (page.empty()) return {};
    const auto done = to.transact([&](WriteTransaction& transaction) -> Result<void> {
      for (const SecretRecord& record : page) {
        if (auto inserted = insert_missing(transaction.secrets(), record); !inserted) return inserted;
      }
      return {};
    });
    if (!done) return done;
    kind = to_string(page.back().name.kind);
    name = page.back().name.name;
  }
}

Result<void> move_all_secrets(Store& from, Store& to) {
  std::string after;
  for (;;) {
    const auto read = from.list_orgs(after, kPage);
    if (!read) return read.error();
    const std::vector<Org>& page = read.value();
    if (page.empty()) return {};
    for (const Org& org : page) {
      if (auto moved = move_secrets_of(org.id, from, to); !moved) return moved;
    }
    after = page.back().id.text();
  }
}

Result<void> move_fence(Store& from, Store& to) {
  const auto fence = from.secrets().fence();
  if (!fence) return fence.error();
  if (!fence.value()) return {};
  return to.transact([&](WriteTransaction& transaction) { return transaction.secrets().set_fence(*fence.value()); });
}

Result<void> move_quarantine(Store& from, Store& to) {
  std::optional<QuarantinedRow> after;
  for (;;) {
    const auto read = from.secrets().quarantined(after, kPage);
    if (!read) return read.error();
    const std::vector<QuarantinedRow>& page = read.value();
    if (page.empty()) return {};
    const auto done = to.transact([&](WriteTransaction& transaction) -> Result<void> {
      const auto noted = transaction.secrets().quarantine(page);
      if (!noted) return noted.error();
      return {};
    });
    if (!done) return done;
    after = page.back();
  }
}

}  // namespace

// The fence first: rows without one are refused by whoever starts on a move that was stopped in the middle.
Result<void> move_secrets(Store& from, Store& to) {
  if (auto moved = move_fence(from, to); !moved) return moved;
  if (auto moved = move_all_secrets(from, to); !moved) return moved;
  return move_quarantine(from, to);
}

}  // namespace ratestack::service
