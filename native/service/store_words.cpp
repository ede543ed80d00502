#include "native/service/store_words.hpp"

namespace ratestack::service {
namespace {

std::string explain(StoreError error, const std::string& place) {
  switch (error) {
    case StoreError::unavailable:
      return place + " is locked by another program or cannot be reached; try again";
    case StoreError::too_slow:
      return place + " does not answer in time; try again";
    case StoreError::access_denied:
      return place + " does not let this user in";
    case StoreError::unsupported:
      return place + " is of a kind or a version that this program cannot use";
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

}  // namespace

std::string explain_store_error(const Error& error, const std::string& place) {
  if (error.code.category() != make_error_code(StoreError::fault).category()) return error.message();
  const std::string more = error.context.empty() ? "" : " (" + error.context + ")";
  return explain(static_cast<StoreError>(error.code.value()), place) + more;
}

}  // namespace ratestack::service
