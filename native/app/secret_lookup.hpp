// Finding the text of a secret: in its setting, or in the file that another setting names.
#pragma once

#include <string>
#include <string_view>

#include "native/app/config.hpp"
#include "native/app/setting_sources.hpp"

namespace ratestack::app {

/// A view of what was collected; faults go to the reading.
class SecretLookup {
 public:
  SecretLookup(const CollectedSettings& raw, const ConfigInput& input, ConfigReading& reading)
      : raw_(raw), input_(input), reading_(reading) {}

  /// Null where it is not set.
  [[nodiscard]] const SecretBytes* secret(std::string_view name) const;
  [[nodiscard]] const std::string* text(std::string_view name) const;
  void fault(std::string_view name, std::string problem) const;
  void warn(std::string warning) const { reading_.warnings.push_back(std::move(warning)); }
  [[nodiscard]] SecretMemory* memory() const noexcept { return input_.memory; }

  /// True, and a fault, where the setting and its file would contradict each other.
  bool stands_twice(std::string_view name, std::string_view file_name) const;
  /// From the file before the setting, without the line's end; empty where neither is set, or not readable.
  [[nodiscard]] SecretBytes text_of(std::string_view name, std::string_view file_name) const;

 private:
  const CollectedSettings& raw_;
  const ConfigInput& input_;
  ConfigReading& reading_;
};

}  // namespace ratestack::app
