// The one error type of core: a closed enum of the module that failed, plus context that is safe to show.
#pragma once

#include <boost/system/error_code.hpp>
#include <string>
#include <type_traits>
#include <utility>

namespace ratestack {

/// An error of a module's closed enum. `context` is safe to log and to answer: it names a place or a rule
/// (a JSON pointer, a limit, a field) and never repeats input, secrets or personal data.
struct Error {
  boost::system::error_code code;
  std::string context;

  Error() = default;  // no error: boost::system::result<T, E>::error() on a value answers one
  template <typename Enum>
  requires boost::system::is_error_code_enum<Enum>::value Error(Enum e, std::string ctx = {})
      : code(make_error_code(e)), context(std::move(ctx)) {}
  explicit Error(boost::system::error_code c, std::string ctx = {}) : code(c), context(std::move(ctx)) {}

  /// "module: message (context)".
  [[nodiscard]] std::string message() const;
};

/// Called by Result<T>::value() on an error: a programming fault, never a path for bad input.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace ratestack
