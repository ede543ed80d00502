#include "ratestack/audit/export_verifier.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

std::string number_or_null(const std::optional<std::uint64_t>& value) {
  return value ? std::to_string(*value) : "null";
}

void append_text(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  append_canonical_string(out, value);
}

void append_break(std::string& out, const FirstBreak& found) {
  out += R"({"row_id":)" + number_or_null(found.row_id) + R"(,"line":)" + number_or_null(found.line);
  append_text(out, R"(,"reason":)", to_string(found.reason));
  append_text(out, R"(,"expected":)", found.expected);
  append_text(out, R"(,"actual":)", found.actual);
  append_text(out, R"(,"explanation":)", explain(found.reason));
  out += '}';
}

void append_header(std::string& out, const std::optional<ExportHeader>& header) {
  if (!header) {
    out += R"(,"log":null,"scope":null,"org_id":null)";
    return;
  }
  const bool org = header->start.scope == ChainScope::org;
  append_text(out, R"(,"log":)", header->log);
  append_text(out, R"(,"scope":)", org ? "org" : "log");
  if (org)
    append_text(out, R"(,"org_id":)", header->start.org_id);
  else
    out += R"(,"org_id":null)";
}

void append_error(std::string& out, const std::optional<Error>& error) {
  if (!error) {
    out += R"(,"error":null)";
    return;
  }
  append_text(out, R"(,"error":{"code":)", error->code.message());
  append_text(out, R"(,"detail":)", error->context);
  out += '}';
}

}  // namespace

std::string verdict_json(const ExportVerifier& verifier) {
  const ChainVerdict& verdict = verifier.verdict();
  const bool usable = !verifier.unusable();
  std::string out = R"({"ok":)";
  out += usable && verdict.ok() ? "true" : "false";
  out += R"(,"usable":)";
  out += usable ? "true" : "false";
  append_header(out, verifier.header());
  out += R"(,"rows":)" + std::to_string(verdict.rows) + R"(,"first_id":)" + number_or_null(verdict.first_id) +
         R"(,"head":)";
  if (verdict.last_id) {
    out += R"({"id":)" + std::to_string(*verdict.last_id) + R"(,"entry_hash":")" + verdict.head_hash.to_hex() + R"("})";
  } else {
    out += "null";
  }
  out += R"(,"first_break":)";
  if (verdict.first_break)
    append_break(out, *verdict.first_break);
  else
    out += "null";
  append_error(out, verifier.unusable());
  out += R"(,"bytes":)" + std::to_string(verifier.bytes_seen());
  append_text(out, R"(,"summary":)", verdict_summary(verifier));
  out += '}';
  return out;
}

}  // namespace ratestack
