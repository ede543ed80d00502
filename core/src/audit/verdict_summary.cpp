#include "ratestack/audit/chain_verifier.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack {
namespace {

std::string rows_in_words(std::uint64_t rows) { return std::to_string(rows) + (rows == 1 ? " row" : " rows"); }

std::string intact(const ChainVerdict& verdict, ChainScope scope) {
  std::string text = "Intact: " + rows_in_words(verdict.rows);
  if (verdict.first_id)
    text += ", ids " + std::to_string(*verdict.first_id) + " to " + std::to_string(*verdict.last_id);
  return text + (scope == ChainScope::org ? ", one unbroken chain of one organisation." : ", one unbroken chain.");
}

std::string broken(const FirstBreak& found) {
  std::string text = "Broken";
  if (found.row_id) text += " at row " + std::to_string(*found.row_id);
  if (found.line)
    text += (found.row_id ? " (line " : " at line ") + std::to_string(*found.line) + (found.row_id ? ")" : "");
  return text + ": " + std::string(explain(found.reason));
}

}  // namespace

std::string verdict_summary(const ChainVerdict& verdict, ChainScope scope) {
  return verdict.ok() ? intact(verdict, scope) : broken(*verdict.first_break);
}

std::string verdict_summary(const ExportVerifier& verifier) {
  if (verifier.unusable()) return "Not usable: " + verifier.unusable()->context + ".";
  const ChainScope scope = verifier.header() ? verifier.header()->start.scope : ChainScope::log;
  return verdict_summary(verifier.verdict(), scope);
}

}  // namespace ratestack
