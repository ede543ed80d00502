#include "ratestack/audit/row_terms.hpp"

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

bool text_member(CanonicalCursor& cursor, std::string_view name, std::string_view& value) {
  return cursor.literal(name) && cursor.string(value);
}

bool nullable_text(CanonicalCursor& cursor, std::string_view name, std::string_view& value) {
  return cursor.literal(name) && (cursor.next_is('n') ? cursor.literal("null") : cursor.string(value));
}

bool read_actor(CanonicalCursor& cursor, RowTerms& terms) {
  std::string_view ignored;
  return cursor.literal(R"(,"actor":)") && nullable_text(cursor, R"({"id":)", terms.actor_id) &&
         nullable_text(cursor, R"(,"key_id":)", ignored) && nullable_text(cursor, R"(,"org_id":)", ignored) &&
         text_member(cursor, R"(,"type":)", ignored) && cursor.literal("}");
}

bool read_place(CanonicalCursor& cursor, RowTerms& terms) {
  std::uint64_t id = 0;
  std::string_view hash;
  return text_member(cursor, R"(,"correlation_id":)", terms.correlation_id) && cursor.literal(R"(,"id":)") &&
         cursor.unsigned_integer(id) && text_member(cursor, R"(,"occurred_at":)", terms.occurred_at) &&
         text_member(cursor, R"(,"org_previous_hash":)", hash) && cursor.literal(R"(,"org_seq":)") &&
         cursor.unsigned_integer(terms.org_seq);
}

}  // namespace

std::optional<RowTerms> read_row_terms(std::string_view text) noexcept {
  CanonicalCursor cursor(text);
  RowTerms terms;
  const bool read = text_member(cursor, R"({"acting_as_org_id":)", terms.acting_as_org_id) &&
                    text_member(cursor, R"(,"action":)", terms.action) && read_actor(cursor, terms) &&
                    read_place(cursor, terms);
  return read ? std::optional(terms) : std::nullopt;
}

}  // namespace ratestack
