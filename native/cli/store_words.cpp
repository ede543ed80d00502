#include "native/cli/store_words.hpp"

#include "native/service/audit_service.hpp"
#include "native/service/store_words.hpp"

namespace ratestack::cli {
namespace {

using service::RangeError;

std::string explain_range(RangeError error) {
  return error == RangeError::empty_range ? "--from lies after --to: the range is empty"
                                          : "the range reaches beyond the last row of the log";
}

}  // namespace

std::string explain_error(const Error& error, const std::string& place) {
  if (error.code.category() != make_error_code(RangeError::empty_range).category()) {
    return service::explain_store_error(error, place);
  }
  const std::string more = error.context.empty() ? "" : " (" + error.context + ")";
  return explain_range(static_cast<RangeError>(error.code.value())) + more;
}

}  // namespace ratestack::cli
