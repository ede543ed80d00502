#include "ratestack/base/error.hpp"

#include <cstdlib>
#include <stdexcept>

#ifdef BOOST_NO_EXCEPTIONS
// Boost calls these instead of throwing; core never lets an error reach them with bad input.
namespace boost {
void throw_exception(const std::exception&) { std::abort(); }
void throw_exception(const std::exception&, const source_location&) { std::abort(); }
}  // namespace boost
#endif

namespace ratestack {

std::string Error::message() const {
  std::string text = std::string(code.category().name()) + ": " + code.message();
  if (!context.empty()) text += " (" + context + ")";
  return text;
}

void throw_exception_from_error(const Error& error, const boost::source_location&) {
#ifdef BOOST_NO_EXCEPTIONS
  static_cast<void>(error);
  std::abort();
#else
  throw std::logic_error("Result::value() on an error: " + error.message());
#endif
}

}  // namespace ratestack
