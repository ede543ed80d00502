#include "native/service/secrets/secret_records.hpp"

#include <array>
#include <utility>

namespace ratestack::service {
namespace {

constexpr std::array<std::pair<SecretKind, std::string_view>, 3> kKinds{
    {{SecretKind::imap, "imap"}, {SecretKind::webhook, "webhook"}, {SecretKind::config, "config"}}};
constexpr std::array<std::pair<RekeyState, std::string_view>, 3> kStates{
    {{RekeyState::running, "running"}, {RekeyState::done, "done"}, {RekeyState::superseded, "superseded"}}};

template <typename Table, typename Value>
std::string_view name_in(const Table& table, Value value) noexcept {
  for (const auto& [known, name] : table) {
    if (known == value) return name;
  }
  return {};
}

template <typename Value, typename Table>
std::optional<Value> value_in(const Table& table, std::string_view text) noexcept {
  for (const auto& [value, name] : table) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(SecretKind kind) noexcept { return name_in(kKinds, kind); }
std::optional<SecretKind> parse_secret_kind(std::string_view text) noexcept {
  return value_in<SecretKind>(kKinds, text);
}
std::string_view to_string(RekeyState state) noexcept { return name_in(kStates, state); }
std::optional<RekeyState> parse_rekey_state(std::string_view text) noexcept {
  return value_in<RekeyState>(kStates, text);
}

}  // namespace ratestack::service
