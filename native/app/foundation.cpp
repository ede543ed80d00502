#include "native/app/foundation.hpp"

#include "native/service/secrets/secret_startup.hpp"
#include "native/service/vector_registers.hpp"

namespace ratestack::app {

Foundation::Foundation(std::unique_ptr<service::Store> opened, KeyRing master_keys, const service::Clock& clock)
    : store(std::move(opened)), writer(*store, clock), encryptor(std::move(master_keys), entropy) {}

Result<void> Foundation::settle(const service::Clock& clock, service::IdentitySettings settings,
                                std::unique_ptr<service::Lockout> counters,
                                std::function<void(const Error&)> on_failure) {
  if (auto fit = service::check_keys(*store, encryptor, clock.now()); !fit) return fit;
  auto opened = service::open_identity({*store, writer, encryptor, clock, entropy}, std::move(settings),
                                       std::move(counters), std::move(on_failure));
  if (!opened) return opened.error();
  identity = std::move(opened.value());
  service::clear_vector_registers();  // threads that start from here on would inherit what a key left in them
  return {};
}

}  // namespace ratestack::app
