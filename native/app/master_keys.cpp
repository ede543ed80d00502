#include "native/app/master_keys.hpp"

#include <utility>

#include "native/service/key_file.hpp"
#include "native/service/vector_registers.hpp"

namespace ratestack::app {
namespace {

// Production without a key has no valid Config: what is read here is a development's own.
Result<SecretBytes> current_key(const Config& config, Entropy& entropy, SecretMemory& memory) {
  if (!config.master_key.empty()) return SecretBytes::copy_of(config.master_key.expose(), &memory);
  return service::read_or_create_key_file(config.default_master_key_file(), entropy, &memory);
}

}  // namespace

Result<MasterKeys> load_master_keys(const Config& config, Entropy& entropy, SecretMemory& memory) {
  auto current = current_key(config, entropy, memory);
  if (!current) return current.error();
  MasterKeys keys{std::move(*current), std::nullopt};
  if (!config.previous_master_key.empty()) {
    keys.previous = SecretBytes::copy_of(config.previous_master_key.expose(), &memory);
  }
  service::clear_vector_registers();
  return keys;
}

}  // namespace ratestack::app
