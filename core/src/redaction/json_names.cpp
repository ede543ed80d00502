#include "redaction/json_names.hpp"

#include "ratestack/encoding/json.hpp"
#include "redaction/json_lexer.hpp"

namespace ratestack::redaction_detail {
namespace {

std::string unescaped(std::string_view raw) {
  if (raw.find('\\') == std::string_view::npos) return std::string(raw);
  const auto value = parse_json('"' + std::string(raw) + '"', {.max_bytes = raw.size() + 2});
  return value ? std::string(value.value().as_string()) : std::string(raw);
}

}  // namespace

class JsonNames::Collector final : public JsonVisitor {
 public:
  Collector(std::string_view json, JsonNames& names) : json_(json), names_(names) {}
  void name(Span span, std::size_t object) override {
    const std::string_view raw = json_.substr(span.begin, span.end - span.begin);
    if (raw.find('[') == std::string_view::npos && raw.find('\\') == std::string_view::npos) return;
    names_.taken_.emplace(object, unescaped(raw));
  }
  void string(Span) override {}
  void number(Span) override {}

 private:
  std::string_view json_;
  JsonNames& names_;
};

JsonNames::JsonNames(std::string_view json) {
  Collector collector(json, *this);
  static_cast<void>(JsonLexer(json, collector).find_error());
}

std::string JsonNames::make_unique(std::size_t object, const std::string& name) {
  const Key key{object, unescaped(name)};
  if (taken_.insert(key).second) return name;
  std::size_t& suffix = next_.try_emplace(key, 2).first->second;
  while (!taken_.emplace(object, key.second + '#' + std::to_string(suffix)).second) ++suffix;
  return name + '#' + std::to_string(suffix++);
}

}  // namespace ratestack::redaction_detail
