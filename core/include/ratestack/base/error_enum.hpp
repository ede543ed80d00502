// Declares a module's closed error enum as a Boost.System error code, in one line a module.
#pragma once

#include <boost/system/error_category.hpp>
#include <boost/system/error_code.hpp>
#include <string>
#include <string_view>
#include <type_traits>

namespace ratestack {

/// A category over a function from enum value to snake_case name. `Describe` must return static storage.
template <typename Enum, std::string_view (*Describe)(Enum)>
class EnumCategory final : public boost::system::error_category {
 public:
  explicit constexpr EnumCategory(const char* module) noexcept : module_(module) {}
  const char* name() const noexcept override { return module_; }
  std::string message(int value) const override { return std::string(Describe(static_cast<Enum>(value))); }

 private:
  const char* module_;
};

}  // namespace ratestack
