// `[services.NAME]` of the settings file: which URLs a service may call.
#pragma once

#include <string>
#include <vector>

#include "native/app/config.hpp"
#include "native/app/toml_settings.hpp"

namespace ratestack::app {

/// A policy and whether the file wrote it.
struct ServiceSetting {
  ServicePolicySpec spec;
  SettingSource source = SettingSource::built_in;
};

/// The policies that exist by default, replaced by those of the same name in the file, then its own in its order.
/// `file` names it in faults: an unknown or repeated key, a port that is none, a policy that is not valid.
[[nodiscard]] std::vector<ServiceSetting> read_services(const std::vector<TomlServiceSetting>& tables,
                                                        const std::string& file, std::vector<ConfigFault>& faults);

/// One line: schemes, ports, hosts, and networks that are not public.
[[nodiscard]] std::string describe_service(const ServicePolicySpec& spec);

}  // namespace ratestack::app
