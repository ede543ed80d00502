#include <array>

#include "tests/support/export_generator/kinds.hpp"
#include "tests/support/export_generator/sample.hpp"

namespace ratestack::testing {
namespace {

template <Extent extent>
std::string good(Dice& dice, std::size_t rows) {
  return make_sample(dice, rows, extent).render();
}

std::string no_rows(Dice&, std::size_t) { return export_text({}); }

std::string one_row(Dice& dice, std::size_t) {
  LogBuilder log;
  log.add(sample_event(dice));
  return export_text(log.rows);
}

std::string large_row(Dice& dice, std::size_t) {
  AuditEvent large = sample_event(dice);
  large.payload = CanonicalJson::from_value(JsonObject{{"note", std::string(1'900'000, 'x')}}).value();
  LogBuilder log;
  log.add(sample_event(dice)).add(large).add(sample_event(dice));
  return export_text(log.rows);
}

std::string no_final_newline(Dice& dice, std::size_t rows) {
  std::string text = make_sample(dice, rows).render();
  text.pop_back();
  return text;
}

constexpr std::array<Kind, 8> kKinds = {{{"good_log", "ok", good<Extent::whole_log>},
                                         {"good_log_from_middle", "ok", good<Extent::log_from_middle>},
                                         {"good_org", "ok", good<Extent::one_org>},
                                         {"good_org_from_middle", "ok", good<Extent::one_org_from_middle>},
                                         {"good_no_rows", "ok", no_rows},
                                         {"good_one_row", "ok", one_row},
                                         {"good_large_row", "ok", large_row},
                                         {"good_no_final_newline", "ok", no_final_newline}}};

}  // namespace

std::span<const Kind> good_kinds() { return kKinds; }

}  // namespace ratestack::testing
