#include "native/app/master_keys.hpp"

#include <utility>

#include "native/service/key_file.hpp"
#include "native/service/key_words.hpp"
#include "native/service/secrets/secret_error.hpp"
#include "native/service/vector_registers.hpp"

namespace ratestack::app {
namespace {

// Production without a key has no valid Config: what is read here is a development's own.
Result<SecretBytes> current_key(const Config& config, Entropy& entropy, SecretMemory& memory) {
  if (!config.master_key.empty()) return SecretBytes::copy_of(config.master_key.expose(), &memory);
  return service::read_or_create_key_file(config.default_master_key_file(), entropy, &memory);
}

}  // namespace

Result<KeyRing> load_master_keys(const Config& config, Entropy& entropy, SecretMemory& memory) {
  auto read = current_key(config, entropy, memory);
  if (!read) return read.error();
  auto current = MasterKey::from(std::move(*read));
  if (!current) return current.error();
  std::optional<MasterKey> previous;
  if (!config.previous_master_key.empty()) {
    auto other = MasterKey::from(SecretBytes::copy_of(config.previous_master_key.expose(), &memory));
    if (!other) return other.error();
    previous = std::move(*other);
  }
  service::clear_vector_registers();
  return KeyRing::create(std::move(*current), std::move(previous));
}

std::string explain_key_failure(const Error& error, const Config& config) {
  const auto is_of = [&](auto example) { return error.code.category() == make_error_code(example).category(); };
  if (is_of(service::KeyFitError::key_missing)) return describe(config.database) + ": " + error.context;
  if (error.code == SecretError::equal_keys) return "PRICING_MASTER_KEY_PREVIOUS is the current key: leave it out";
  if (is_of(service::StoreError::fault)) return explain(error, config.database);
  return service::explain_key_error(error);
}

}  // namespace ratestack::app
