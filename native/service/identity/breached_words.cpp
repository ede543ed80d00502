#include "native/service/identity/breached_words.hpp"

#include "native/service/identity/breached_passwords.hpp"

namespace ratestack::service {

std::string explain_breached_error(const Error& error, const std::string& file) {
  if (error.code == BreachedPasswordsError::unreadable) return "cannot read " + file;
  if (error.code == BreachedPasswordsError::changed) return file + " has changed since it was written; build it again";
  if (error.code == BreachedPasswordsError::sha1_unavailable) {
    return "the system's OpenSSL has no SHA-1, which the list is made of";
  }
  if (error.code == BreachedFilterError::not_a_filter) {
    return file + " is no filter; make one with: ratestack passwords build-filter LIST -o " + file;
  }
  if (error.code == BreachedFilterError::unsupported_version) return file + " was made by a newer ratestack";
  if (error.code == BreachedFilterError::wrong_size) return file + " is cut off, or something follows; build it again";
  if (error.code == BreachedFilterError::malformed_header) return file + " is damaged; build it again";
  return file + ": " + error.message();
}

}  // namespace ratestack::service
