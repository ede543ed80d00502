#include "native/http/request.hpp"

#include <algorithm>

namespace ratestack::http {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const noexcept {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& h) { return same_name(h.name, name); });
  if (found == headers.end()) return std::nullopt;
  return std::string_view(found->value);
}

std::string Request::media_type() const {
  const std::string_view type = header("Content-Type").value_or("");
  std::string essence(type.substr(0, type.find(';')));
  while (!essence.empty() && essence.back() == ' ') essence.pop_back();
  std::transform(essence.begin(), essence.end(), essence.begin(), lower);
  return essence;
}

std::string_view Request::path() const noexcept { return std::string_view(target).substr(0, target.find('?')); }

}  // namespace ratestack::http
