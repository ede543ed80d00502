#include "native/cli/store_words.hpp"

#include "native/service/audit_service.hpp"
#include "native/service/store_error.hpp"

namespace ratestack::cli {
namespace {

using service::RangeError;
using service::StoreError;

std::string explain_store(StoreError error, const std::string& place) {
  switch (error) {
    case StoreError::unavailable:
      return place + " is locked by another program; stop it or try again";
    case StoreError::busy:
      return place + " has too much queued; try again";
    case StoreError::read_only:
      return place + " refuses writes; give this user write permission on the file and its directory";
    case StoreError::full:
      return "no space is left for " + place + "; free some and try again";
    case StoreError::corrupt:
      return place + " is damaged or no database of ours; restore it from a backup";
    case StoreError::conflict:
      return "that exists already in " + place;
    case StoreError::not_found:
      return "there is no database at " + place + "; create it with: ratestack migrate";
    case StoreError::schema_ahead:
      return place + " was migrated by a newer program; install that version";
    case StoreError::schema_behind:
      return place + " has an older schema; run: ratestack migrate";
    case StoreError::schema_changed:
      return place + " has another history of migrations than this program; it is not ours or was edited";
    case StoreError::fault:
      break;
  }
  return place + " failed in a way that has no name";
}

std::string explain_range(RangeError error) {
  return error == RangeError::empty_range ? "--from lies after --to: the range is empty"
                                          : "the range reaches beyond the last row of the log";
}

}  // namespace

std::string explain_error(const Error& error, const std::string& place) {
  const auto is_of = [&](auto sample) { return error.code.category() == make_error_code(sample).category(); };
  const std::string more = error.context.empty() ? "" : " (" + error.context + ")";
  if (is_of(StoreError::fault)) return explain_store(static_cast<StoreError>(error.code.value()), place) + more;
  if (is_of(RangeError::empty_range)) return explain_range(static_cast<RangeError>(error.code.value())) + more;
  return error.message();
}

}  // namespace ratestack::cli
