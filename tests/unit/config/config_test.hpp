// What tests of the configuration ask of a reading.
#pragma once

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "native/app/config.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::app {

inline constexpr const char* kToken = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua";

class ConfigTest : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& text) {
    const auto path = directory_.path() / name;
    std::ofstream(path) << text;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return path;
  }

  static std::shared_ptr<const SecretTexts> secrets(
      std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
    SecretTexts out;
    for (const auto& [name, text] : texts) out.emplace(name, SecretBytes::copy_of(as_bytes(text)));
    return std::make_shared<const SecretTexts>(std::move(out));
  }

  static SettingReport setting(const ConfigReading& reading, const std::string& name) {
    const auto found = std::find_if(reading.settings.begin(), reading.settings.end(),
                                    [&](const SettingReport& s) { return s.name == name; });
    EXPECT_NE(found, reading.settings.end()) << name;
    return found == reading.settings.end() ? SettingReport{} : *found;
  }

  static std::vector<std::string> fault_names(const ConfigReading& reading) {
    std::vector<std::string> out;
    for (const ConfigFault& fault : reading.faults) out.push_back(fault.setting);
    return out;
  }

  testing::TempDir directory_;
};

}  // namespace ratestack::app
