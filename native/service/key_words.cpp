#include "native/service/key_words.hpp"

#include "native/service/key_file.hpp"
#include "native/service/key_text.hpp"

namespace ratestack::service {
namespace {

std::string explain_file(const Error& error) {
  if (error.code == KeyFileError::unreadable) return "cannot read the key file " + error.context;
  if (error.code == KeyFileError::exposed)
    return error.context + " can be read by everybody: chmod o= " + error.context;
  if (error.code == KeyFileError::cannot_create) return "cannot create the key file " + error.context;
  return {};
}

}  // namespace

std::string explain_key_error(const Error& error) {
  const bool in_file = !error.context.empty();
  if (error.code == KeyTextError::malformed) {
    return in_file ? error.context + " holds no key of 32 bytes (raw, hex or base64): restore it from a backup"
                   : "must be 32 bytes in hex or base64; make one with: openssl rand -hex 32";
  }
  const std::string subject = in_file ? error.context + " holds a key that " : "";
  if (error.code == KeyTextError::checksum) {
    return subject + "does not fit the checksum behind its dot: it was mistyped or cut";
  }
  if (error.code == KeyTextError::weak) {
    return subject + "is one byte over and over, which is no secret; make one with: openssl rand -hex 32";
  }
  return explain_file(error);
}

}  // namespace ratestack::service
