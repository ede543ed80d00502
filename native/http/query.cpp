#include "native/http/query.hpp"

#include <algorithm>
#include <charconv>

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

Error broken(std::string_view name, std::string_view rule) {
  return {HttpError::invalid_parameter, std::string(name) + ": " + std::string(rule)};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// RFC 3986 section 2.1; nothing where an escape is cut short, is no hex, or hides a byte that no parameter of ours has.
std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    int byte = static_cast<unsigned char>(text[i]);
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = high * 16 + low;
      i += 2;
    }
    if (byte < 0x20 || byte > 0x7e) return std::nullopt;
    out.push_back(static_cast<char>(byte));
  }
  return out;
}

}  // namespace

Result<Query> Query::parse(std::string_view target) {
  Query query;
  const auto mark = target.find('?');
  std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (pair.empty()) continue;
    if (query.parameters_.size() == kMaxQueryParameters) return broken("query", "has too many parameters");
    const auto equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals));
    // A name that we cannot read is not repeated in the answer.
    if (!name) return broken("query", "must be percent-encoded printable ASCII");
    if (query.text(*name)) return broken(*name, "is given twice");
    auto value = percent_decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    if (!value) return broken(*name, "must be percent-encoded printable ASCII");
    query.parameters_.emplace_back(std::move(*name), std::move(*value));
  }
  return query;
}

std::optional<std::string_view> Query::text(std::string_view name) const noexcept {
  const auto found =
      std::find_if(parameters_.begin(), parameters_.end(), [&](const auto& pair) { return pair.first == name; });
  if (found == parameters_.end()) return std::nullopt;
  return std::string_view(found->second);
}

Result<std::optional<std::uint64_t>> Query::integer(std::string_view name, std::uint64_t min, std::uint64_t max) const {
  const auto raw = text(name);
  if (!raw) return std::optional<std::uint64_t>();
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(raw->data(), raw->data() + raw->size(), value);
  const bool whole = failure == std::errc() && end == raw->data() + raw->size();
  const bool padded = raw->size() > 1 && raw->front() == '0';
  if (!whole || padded || value < min || value > max) {
    return broken(name, "must be an integer from " + std::to_string(min) + " to " + std::to_string(max));
  }
  return std::optional(value);
}

Result<std::optional<Timestamp>> Query::time(std::string_view name) const {
  const auto raw = text(name);
  if (!raw) return std::optional<Timestamp>();
  const auto value = Timestamp::parse_rfc3339(*raw);
  if (!value) return broken(name, "must be an RFC 3339 time");
  return std::optional(*value);
}

Result<std::optional<OrgId>> Query::org(std::string_view name) const {
  const auto raw = text(name);
  if (!raw) return std::optional<OrgId>();
  auto id = OrgId::parse(*raw);
  if (!id) return broken(name, "must be an organisation's id, org_...");
  return std::optional(std::move(*id));
}

}  // namespace ratestack::http
