#include "native/cli/verdict_words.hpp"

#include "native/cli/progress.hpp"

namespace ratestack::cli {

void print_details(const ChainVerdict& verdict, const Console& console) {
  console.out << "  rows verified  " << with_separators(verdict.rows) << '\n';
  if (verdict.last_id) {
    console.out << "  last good row  " << *verdict.last_id << "  " << verdict.head_hash.to_hex() << '\n';
  }
  if (!verdict.first_break) return;
  console.out << "  reason         " << to_string(verdict.first_break->reason) << '\n'
              << "  expected       " << verdict.first_break->expected << '\n'
              << "  found          " << verdict.first_break->actual << '\n';
}

void print_verdict(const ExportVerifier& verifier, const Console& console) {
  if (verifier.unusable()) return console.complain(verdict_summary(verifier));
  console.out << verdict_summary(verifier) << '\n';
  if (const auto& header = verifier.header()) {
    console.out << "  log            " << header->log;
    if (header->start.scope == ChainScope::org) console.out << ", organisation " << header->start.org_id;
    console.out << "\n  exported       " << header->exported_at.to_text() << '\n';
  }
  print_details(verifier.verdict(), console);
}

}  // namespace ratestack::cli
