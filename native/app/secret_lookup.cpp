#include "native/app/secret_lookup.hpp"

namespace ratestack::app {

const SecretBytes* SecretLookup::secret(std::string_view name) const {
  const auto found = raw_.secrets.find(name);
  return found == raw_.secrets.end() ? nullptr : &found->second.text;
}

const std::string* SecretLookup::text(std::string_view name) const {
  const auto found = raw_.values.find(name);
  return found == raw_.values.end() ? nullptr : &found->second.text;
}

void SecretLookup::fault(std::string_view name, std::string problem) const {
  reading_.faults.push_back({std::string(name), std::move(problem)});
}

bool SecretLookup::stands_twice(std::string_view name, std::string_view file_name) const {
  if (secret(name) == nullptr || text(file_name) == nullptr) return false;
  fault(file_name, "is set beside " + std::string(name) + "; keep one of them");
  return true;
}

SecretBytes SecretLookup::text_of(std::string_view name, std::string_view file_name) const {
  static_cast<void>(stands_twice(name, file_name));
  if (const std::string* const file = text(file_name)) {
    const auto content = read_small_file(*file, std::string(file_name), reading_.faults);
    if (!content) return {};
    std::string_view found = as_text(content->expose());
    while (found.ends_with('\n') || found.ends_with('\r')) found.remove_suffix(1);
    return SecretBytes::copy_of(as_bytes(found), input_.memory);
  }
  const SecretBytes* const direct = secret(name);
  return direct == nullptr ? SecretBytes() : SecretBytes::copy_of(direct->expose(), input_.memory);
}

}  // namespace ratestack::app
