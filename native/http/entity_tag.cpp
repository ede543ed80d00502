#include "native/http/entity_tag.hpp"

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

enum class Comparison { strong, weak };

constexpr std::string_view kWeak = "W/";
constexpr std::string_view kSpace = " \t";

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// Tags of ours hold no comma, so that a list may be cut at each of them.
bool lists(std::string_view list, std::string_view tag, Comparison comparison) {
  if (trimmed(list) == "*") return true;
  while (!list.empty()) {
    const auto end = list.find(',');
    std::string_view each = trimmed(list.substr(0, end));
    if (comparison == Comparison::weak && each.starts_with(kWeak)) each.remove_prefix(kWeak.size());
    if (each == tag) return true;
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return false;
}

}  // namespace

std::string version_tag(std::uint64_t version) { return '"' + std::to_string(version) + '"'; }

Result<void> check_if_match(const Request& request, std::string_view tag) {
  const auto wanted = request.header("If-Match");
  if (!wanted) return HttpError::precondition_required;
  if (!lists(*wanted, tag, Comparison::strong)) return HttpError::precondition_failed;
  return {};
}

bool has_already(const Request& request, std::string_view tag) {
  const auto known = request.header("If-None-Match");
  return known && lists(*known, tag, Comparison::weak);
}

}  // namespace ratestack::http
