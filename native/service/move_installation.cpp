#include "native/service/move_installation.hpp"

#include <algorithm>
#include <set>

#include "native/service/move_tables.hpp"
#include "native/service/read_ahead.hpp"
#include "native/service/secrets/move_secrets.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kPage = 500;

// The key under which a page's last record stands, and the record's own insert.
std::string_view key_of(const Org& org) { return org.id.view(); }
std::string_view key_of(const User& user) { return user.id.view(); }
std::string_view key_of(const ApiKey& key) { return key.id.view(); }

Result<void> insert(WriteTransaction& to, const Org& org) { return to.insert_org(org); }
Result<void> insert(WriteTransaction& to, const User& user) { return to.insert_user(user); }
Result<void> insert(WriteTransaction& to, const ApiKey& key) { return to.insert_api_key(key); }

template <typename T>
using ListPage = Result<std::vector<T>> (Store::*)(std::string_view after, std::size_t limit);

template <typename T>
Result<std::set<std::string, std::less<>>> keys_in(Store& store, ListPage<T> list) {
  std::set<std::string, std::less<>> keys;
  std::string after;
  for (;;) {
    const auto read = (store.*list)(after, kPage);
    if (!read) return read.error();
    const std::vector<T>& page = read.value();
    if (page.empty()) return keys;
    for (const T& record : page) keys.emplace(key_of(record));
    after = key_of(page.back());
  }
}

// Page by page, without those that a run before has brought over.
template <typename T>
Result<void> move_records(Store& from, Store& to, ListPage<T> list) {
  const auto listed = keys_in(to, list);
  if (!listed) return listed.error();
  const auto& there = listed.value();
  std::string after;
  for (;;) {
    const auto read = (from.*list)(after, kPage);
    if (!read) return read.error();
    const std::vector<T>& page = read.value();
    if (page.empty()) return {};
    auto done = to.transact([&](WriteTransaction& transaction) -> Result<void> {
      for (const T& record : page) {
        if (there.contains(key_of(record))) continue;
        if (auto inserted = insert(transaction, record); !inserted) return inserted;
      }
      return {};
    });
    if (!done) return done;
    after = key_of(page.back());
  }
}

Result<void> move_answer(WriteTransaction& to, const KeptAnswer& kept) {
  auto there = to.find_answer(kept.org_id, kept.key);
  if (!there) return there.error();
  if (*there) return {};
  return to.remember_answer(kept.org_id, kept.key, kept.answer, kept.created_at);
}

Result<void> move_answers(Store& from, Store& to) {
  std::string org_id, key;
  for (;;) {
    const auto read = from.list_answers(org_id, key, kPage);
    if (!read) return read.error();
    const std::vector<KeptAnswer>& page = read.value();
    if (page.empty()) return {};
    auto done = to.transact([&](WriteTransaction& transaction) -> Result<void> {
      for (const KeptAnswer& kept : page) {
        if (auto moved = move_answer(transaction, kept); !moved) return moved;
      }
      return {};
    });
    if (!done) return done;
    org_id = page.back().org_id;
    key = page.back().key;
  }
}

NewAuditRow as_new(const AuditRowRecord& row) {
  NewAuditRow out;
  out.position.id = row.id;
  out.position.org_seq = row.columns.org_seq;
  out.previous_hash = row.previous_hash;
  out.entry_hash = row.entry_hash;
  out.text = row.text;
  out.acting_as_org_id = row.columns.acting_as_org_id;
  out.actor_id = row.columns.actor_id;
  out.action = row.columns.action;
  out.correlation_id = row.columns.correlation_id;
  out.occurred_at_micros = row.columns.occurred_at.micros();
  return out;
}

/// The log on its way: everything behind what the target holds.
class LogMove {
 public:
  LogMove(Store& from, Store& to, const OnProgress& progress) : from_(from), to_(to), progress_(progress) {}

  Result<MoveReport> run() {
    if (auto planned = plan(); !planned) return planned.error();
    if (auto moved = move_rows(); !moved) return moved.error();
    if (auto arrived = check_arrival(); !arrived) return arrived.error();
    return report_;
  }

 private:
  Result<void> plan() {
    auto source = from_.log_head();
    if (!source) return source.error();
    auto target = to_.log_head();
    if (!target) return target.error();
    report_.head = *source;
    report_.resumed = target->last_id;
    if (target->last_id == 0) return {};
    auto same = from_.find_row(target->last_id);
    if (!same) return same.error();
    if (*same && (*same)->entry_hash == target->entry_hash) return {};
    return Error(StoreError::conflict, "the target holds another log");
  }

  Result<void> move_rows() {
    auto scan = from_.scan({report_.resumed + 1, report_.head.last_id, {}, RowParts::text_and_columns});
    if (!scan) return scan.error();
    ReadAhead rows(std::move(*scan));
    for (;;) {
      auto batch = rows.next();
      if (!batch) return batch.error();
      if (batch.value().empty()) return {};
      if (auto moved = move_batch(batch.value()); !moved) return moved;
    }
  }

  Result<void> move_batch(std::span<const AuditRowRecord> batch) {
    std::vector<NewAuditRow> rows;
    rows.reserve(batch.size());
    std::transform(batch.begin(), batch.end(), std::back_inserter(rows), as_new);
    auto done = to_.transact([&](WriteTransaction& transaction) -> Result<void> {
      if (auto held = transaction.heads({}); !held) return held.error();
      return transaction.append_rows(rows);
    });
    if (!done) return done;
    report_.rows += rows.size();
    const std::uint64_t moved = report_.resumed + report_.rows;
    if (progress_ && !progress_(moved, report_.head.last_id))
      return Error(StoreError::unavailable, "the move was stopped");
    return {};
  }

  Result<void> check_arrival() {
    auto verdict = verify_log(to_, {}, progress_);
    if (!verdict) return verdict.error();
    const ChainVerdict& arrived = verdict.value();
    const bool same = arrived.rows == report_.head.last_id && arrived.head_hash == report_.head.entry_hash;
    if (arrived.ok() && same) return {};
    return Error(StoreError::corrupt, "what arrived does not verify as what was sent");
  }

  Store& from_;
  Store& to_;
  const OnProgress& progress_;
  MoveReport report_;
};

// A broken log is not carried on into a new place, where nobody could tell who broke it.
Result<void> check_source(Store& from, const OnProgress& progress) {
  auto verdict = verify_log(from, {}, progress);
  if (!verdict) return verdict.error();
  if (verdict.value().ok()) return {};
  return Error(StoreError::corrupt, "the source's log does not verify: run `ratestack audit check` on it");
}

// The target may hold what a run before has brought, and nothing else.
Result<void> check_target(Store& from, Store& to) {
  const auto target = keys_in<Org>(to, &Store::list_orgs);
  if (!target) return target.error();
  const auto source = keys_in<Org>(from, &Store::list_orgs);
  if (!source) return source.error();
  const auto &there = target.value(), &ours = source.value();
  if (!std::includes(ours.begin(), ours.end(), there.begin(), there.end())) {
    return Error(StoreError::conflict, "the target holds another installation");
  }
  // A server that was started on the empty target has made keys of its own, under a master key that need not be ours.
  const auto keys = holds_no_other_rows(kMovedServerKeys, from, to);
  if (!keys) return keys.error();
  if (keys.value()) return {};
  return Error(StoreError::conflict, "a server has run on the target: move into a database that none has served yet");
}

}  // namespace

Result<MoveReport> move_installation(Store& from, Store& to, const OnProgress& progress) {
  if (auto whole = check_source(from, progress); !whole) return whole.error();
  if (auto free = check_target(from, to); !free) return free.error();
  if (auto moved = move_records<Org>(from, to, &Store::list_orgs); !moved) return moved.error();
  if (auto moved = move_records<User>(from, to, &Store::list_users); !moved) return moved.error();
  if (auto moved = move_records<ApiKey>(from, to, &Store::list_api_keys); !moved) return moved.error();
  if (auto moved = move_answers(from, to); !moved) return moved.error();
  if (auto moved = move_secrets(from, to); !moved) return moved.error();
  if (auto moved = move_tables(from, to); !moved) return moved.error();
  return LogMove(from, to, progress).run();
}

}  // namespace ratestack::service
