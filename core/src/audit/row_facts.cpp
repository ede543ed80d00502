#include "ratestack/audit/row_facts.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

#include "ratestack/audit/row.hpp"
#include "ratestack/base/time.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kLinksAtOnce = 256;  // enough for sixteen lanes to stay filled with rows of mixed lengths

bool is_action(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_actor_type(std::string_view text) {
  return text == "user" || text == "api_key" || text == "service" || text == "system";
}

/// Reads the one shape that a row of schema 1 has: canonical order makes every member's place known.
class RowReader {
 public:
  RowReader(std::string_view text, RowFacts& facts) : cursor_(text), facts_(facts) {}

  bool read() {
    return read_origin() && read_actor() && read_place() && read_content() && cursor_.literal(R"(,"schema":1})") &&
           cursor_.at_end();
  }

 private:
  bool text_member(std::string_view name, std::string_view& value) {
    return cursor_.literal(name) && cursor_.string(value) && !value.empty();
  }

  bool nullable_text(std::string_view name) {
    std::string_view ignored;
    return cursor_.literal(name) && (cursor_.next_is('n') ? cursor_.literal("null") : cursor_.string(ignored));
  }

  bool read_origin() {
    std::string_view org, action;
    if (!text_member(R"({"acting_as_org_id":)", org) || org.size() > kMaxOrgIdBytes) return false;
    std::copy(org.begin(), org.end(), facts_.org.begin());
    facts_.org_size = static_cast<std::uint8_t>(org.size());
    return text_member(R"(,"action":)", action) && is_action(action);
  }

  bool read_actor() {
    std::string_view id, type;
    return cursor_.literal(R"(,"actor":)") && nullable_text(R"({"id":)") && nullable_text(R"(,"key_id":)") &&
           nullable_text(R"(,"org_id":)") && text_member(R"(,"type":)", type) && is_actor_type(type) &&
           cursor_.literal("}") && text_member(R"(,"correlation_id":)", id);
  }

  bool read_place() {
    std::string_view time, hash;
    if (!cursor_.literal(R"(,"id":)") || !cursor_.unsigned_integer(facts_.id) || facts_.id == 0) return false;
    if (!text_member(R"(,"occurred_at":)", time) || !is_canonical_time(time)) return false;
    if (!text_member(R"(,"org_previous_hash":)", hash)) return false;
    const std::optional<Digest> previous = Digest::from_hex(hash);
    if (!previous) return false;
    facts_.org_previous = *previous;
    return cursor_.literal(R"(,"org_seq":)") && cursor_.unsigned_integer(facts_.org_seq) && facts_.org_seq > 0;
  }

  bool read_content() {
    std::string_view outcome;
    return text_member(R"(,"outcome":)", outcome) && cursor_.literal(R"(,"payload":)") && cursor_.next_is('{') &&
           cursor_.value(kMaxRowDepth - 1) && read_request() && read_resource();
  }

  bool read_request() {
    if (!cursor_.literal(R"(,"request":)")) return false;
    if (cursor_.next_is('n')) return cursor_.literal("null");
    return nullable_text(R"({"ip":)") && nullable_text(R"(,"method":)") && nullable_text(R"(,"uri":)") &&
           cursor_.literal("}");
  }

  bool read_resource() {
    if (!cursor_.literal(R"(,"resource":)")) return false;
    if (cursor_.next_is('n')) return cursor_.literal("null");
    return nullable_text(R"({"id":)") && nullable_text(R"(,"owner_org_id":)") && nullable_text(R"(,"type":)") &&
           cursor_.literal("}");
  }

  CanonicalCursor cursor_;
  RowFacts& facts_;
};

// A row that cannot be read still has a name for people: the digits after the last `,"id":` that a time follows.
std::uint64_t guess_id(std::string_view text) {
  constexpr std::string_view kName = R"(,"id":)", kNext = R"(,"occurred_at":")";
  const std::size_t next = text.find(kNext);
  const std::size_t name = next == std::string_view::npos ? next : text.rfind(kName, next);
  if (name == std::string_view::npos) return 0;
  std::uint64_t id = 0;
  CanonicalCursor cursor(text.substr(name + kName.size()));
  return cursor.unsigned_integer(id) ? id : 0;
}

void read_row(const StoredRow& row, RowFacts& facts) {
  facts.stated_previous = row.previous_hash;
  facts.stated_entry = row.entry_hash;
  facts.fault = RowFault::none;
  if (row.text.size() > kMaxRowBytes)
    facts.fault = RowFault::too_long;
  else if (!RowReader(row.text, facts).read())
    facts.fault = RowFault::not_a_row;
  if (facts.fault == RowFault::none) return;
  facts.id = guess_id(row.text);
  facts.org_seq = 0;
  facts.org_size = 0;
}

}  // namespace

void examine_rows(std::span<const StoredRow> rows, std::span<RowFacts> facts) noexcept {
  std::array<ChainLink, kLinksAtOnce> links;
  std::array<Digest, kLinksAtOnce> hashes;
  for (std::size_t start = 0; start < rows.size(); start += kLinksAtOnce) {
    const std::size_t count = std::min(kLinksAtOnce, rows.size() - start);
    for (std::size_t i = 0; i < count; ++i) {
      const StoredRow& row = rows[start + i];
      links[i] = {row.previous_hash, as_bytes(row.text)};
      read_row(row, facts[start + i]);
    }
    sha256_chain_links(std::span(links).first(count), std::span(hashes).first(count));
    for (std::size_t i = 0; i < count; ++i) facts[start + i].computed_entry = hashes[i];
  }
}

}  // namespace ratestack
