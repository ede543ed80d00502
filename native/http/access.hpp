// Who may call a route. There is no default: a route that states no rule does not compile.
#pragma once

#include <optional>
#include <type_traits>

#include "ratestack/policy/capability.hpp"

namespace ratestack::http {

class Access {
 public:
  Access() = delete;
  /// Anyone, without credentials.
  static constexpr Access anyone() noexcept { return Access(Kind::anyone); }
  /// Another service of ours, by the internal token.
  static constexpr Access service() noexcept { return Access(Kind::service); }
  /// Another service of ours for a person with a session: by the internal token and the session's access token. It may
  /// act where the person may.
  static constexpr Access service_for_person() noexcept { return Access(Kind::service_for_person); }
  /// Any proven credential, whatever it can do.
  static constexpr Access any_credential() noexcept { return Access(Kind::credential); }
  /// A person with a session, whatever they can do: it is about themselves.
  static constexpr Access person() noexcept { return Access(Kind::person); }
  /// A proven credential that has `capability`.
  static constexpr Access needs(Capability capability) noexcept { return Access(Kind::credential, capability); }

  /// A person with a session who has `capability`.
  static constexpr Access person_with(Capability capability) noexcept { return Access(Kind::person, capability); }

  /// Of a person, besides: one that has lately proven who they are. A key proves it with each request.
  [[nodiscard]] constexpr Access lately_proven() const noexcept {
    return Access(kind_, capability_, Proof::recent, place_);
  }
  /// It belongs to the caller's own organisation: not under a grant or an override.
  [[nodiscard]] constexpr Access at_home() const noexcept { return Access(kind_, capability_, proof_, Place::home); }

  [[nodiscard]] constexpr bool is_public() const noexcept { return kind_ == Kind::anyone; }
  [[nodiscard]] constexpr bool is_for_services() const noexcept {
    return kind_ == Kind::service || kind_ == Kind::service_for_person;
  }
  [[nodiscard]] constexpr bool is_for_people() const noexcept {
    return kind_ == Kind::person || kind_ == Kind::service_for_person;
  }
  /// It is about the caller, or belongs to their own organisation: no other can be acted in.
  [[nodiscard]] constexpr bool stays_at_home() const noexcept {
    return place_ == Place::home || (kind_ == Kind::person && !capability_);
  }
  [[nodiscard]] constexpr bool wants_recent_proof() const noexcept { return proof_ == Proof::recent; }
  [[nodiscard]] constexpr std::optional<Capability> capability() const noexcept { return capability_; }

 private:
  enum class Kind { anyone, service, service_for_person, credential, person };
  enum class Proof { any, recent };
  enum class Place { any, home };
  explicit constexpr Access(Kind kind, std::optional<Capability> capability = {}, Proof proof = Proof::any,
                            Place place = Place::any) noexcept
      : kind_(kind), capability_(capability), proof_(proof), place_(place) {}

  Kind kind_;
  std::optional<Capability> capability_;
  Proof proof_;
  Place place_;
};

static_assert(!std::is_default_constructible_v<Access>);

}  // namespace ratestack::http
