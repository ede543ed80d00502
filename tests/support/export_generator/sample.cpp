#include "tests/support/export_generator/sample.hpp"

#include <algorithm>
#include <array>

namespace ratestack::testing {
namespace {

constexpr int kOrgs = 3;
constexpr std::array<const char*, 8> kActions = {"LOAN_CREATED",   "LOAN_PRICED",   "LOCK_REQUESTED", "LOGIN_FAILED",
                                                 "OWNER_OVERRIDE", "SESSION_ENDED", "RATESHEET_READ", "AUDIT_EXPORTED"};
constexpr std::array<const char*, 8> kPayloads = {
    R"({})",
    R"({"amount":"350000.00","fico":740})",
    R"({"note":"quotes \" and \\ and \u0001 and \ttabs"})",
    R"({"unicode":"h\u00e9llo \u20ac \ud83d\ude00"})",
    R"({"numbers":[0,-1,1.5,1e21,1e-7,9007199254740991,0.1]})",
    R"({"deep":[[[[{"a":[null,true,false]}]]]]})",
    R"({"\u20ac":1,"z":2,"\ud83d\ude00":3,"a":4})",
    R"({"list":[{"id":"loan_1","rate":"6.125"},{"id":"loan_2","rate":"6.250"}]})"};

bool is_org_extent(Extent extent) { return extent == Extent::one_org || extent == Extent::one_org_from_middle; }
bool is_middle(Extent extent) { return extent == Extent::log_from_middle || extent == Extent::one_org_from_middle; }

std::size_t count_of_org(const std::vector<BuiltRow>& rows, std::size_t from, std::size_t to, const std::string& org) {
  return static_cast<std::size_t>(std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(from),
                                                rows.begin() + static_cast<std::ptrdiff_t>(to),
                                                [&](const BuiltRow& r) { return r.org_id == org; }));
}

/// The row that a change is least easily hidden in: its organisation goes on before and after it.
std::size_t choose_victim(Dice& dice, const std::vector<BuiltRow>& rows, std::size_t first) {
  while (true) {
    const std::size_t at = dice.between(first + 1, rows.size() - 1);
    const std::string& org = rows[at].org_id;
    if (count_of_org(rows, first, at, org) > 0 && count_of_org(rows, at + 1, rows.size(), org) > 0) return at;
  }
}

Digest stated_org_previous(const std::string& text) {
  constexpr std::string_view kName = R"("org_previous_hash":")";
  return Digest::from_hex(std::string_view(text).substr(text.find(kName) + kName.size(), Digest::kHexSize))
      .value_or(Digest{});
}

}  // namespace

AuditEvent sample_event(Dice& dice) {
  AuditEvent event = test_event(test_org(static_cast<int>(dice.below(kOrgs))));
  event.action = kActions[dice.below(kActions.size())];
  event.payload = CanonicalJson::from_text(kPayloads[dice.below(kPayloads.size())]).value();
  event.correlation_id = std::to_string(dice.next());
  if (dice.below(3) == 0) event.request.reset();
  if (dice.below(3) == 0) event.resource.reset();
  if (dice.below(4) == 0) {
    event.actor.type = ActorType::api_key;
    event.actor.key_id = "key_00000000000000000000000001";
  }
  return event;
}

Sample make_sample(Dice& dice, std::size_t rows, Extent extent) {
  Sample sample;
  sample.extent = extent;
  for (std::size_t i = 0; i < std::max(rows, kMinRows); ++i) sample.log.add(sample_event(dice));
  // The last row of each organisation closes its chain, so that one always follows the victim.
  for (int org = 0; org < kOrgs; ++org) sample.log.add(test_event(test_org(org)));
  sample.first = is_middle(extent) ? dice.between(1, rows / 2) : 0;
  sample.victim = choose_victim(dice, sample.log.rows, sample.first);
  return sample;
}

Sample make_sample(Dice& dice, std::size_t rows) { return make_sample(dice, rows, static_cast<Extent>(dice.below(4))); }

std::vector<BuiltRow> Sample::shown() const {
  std::vector<BuiltRow> out;
  for (std::size_t i = first; i < log.rows.size(); ++i) {
    if (!is_org_extent(extent) || log.rows[i].org_id == log.rows[victim].org_id) out.push_back(log.rows[i]);
  }
  return out;
}

std::string Sample::render(const std::vector<BuiltRow>& rows) const {
  const BuiltRow start_row = shown().front();
  ExportHeader header;
  header.exported_at = Timestamp::from_micros(1'795'435'200'000'000);
  header.start.first_id = first + 1;
  header.start.previous_hash = start_row.previous_hash;
  if (is_org_extent(extent)) {
    header.start.scope = ChainScope::org;
    header.start.org_id = log.rows[victim].org_id;
    header.start.previous_hash = stated_org_previous(start_row.text);
  }
  ExportWriter writer;
  std::string out = writer.header(header);
  for (const BuiltRow& row : rows) writer.append_row(out, row.stored());
  return out + writer.end();
}

}  // namespace ratestack::testing
