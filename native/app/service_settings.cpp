#include "native/app/service_settings.hpp"

#include <algorithm>
#include <charconv>

namespace ratestack::app {
namespace {

/// One table of the file, filled key by key.
struct Table {
  ServicePolicySpec spec;
  std::vector<std::string> keys;  // that were there
  std::size_t line = 0;           // of its first
};

bool read_ports(const std::vector<std::string>& texts, std::vector<std::uint16_t>& ports) {
  for (const std::string& text : texts) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0) return false;
    ports.push_back(port);
  }
  return true;
}

// Empty where it fits.
std::string set(Table& table, const TomlServiceSetting& setting) {
  if (std::find(table.keys.begin(), table.keys.end(), setting.key) != table.keys.end()) {
    return setting.key + " is set twice for this service";
  }
  table.keys.push_back(setting.key);
  ServicePolicySpec& spec = table.spec;
  if (setting.key == "ports") {
    spec.ports.clear();
    return read_ports(setting.values, spec.ports) ? std::string{}
                                                  : std::string("ports must be numbers from 1 to 65535");
  }
  std::vector<std::string>* list = setting.key == "schemes"          ? &spec.schemes
                                   : setting.key == "hosts"          ? &spec.hosts
                                   : setting.key == "networks"       ? &spec.networks
                                   : setting.key == "nat64_prefixes" ? &spec.nat64_prefixes
                                                                     : nullptr;
  if (list == nullptr) return "no such setting of a service; known: schemes, ports, hosts, networks, nat64_prefixes";
  *list = setting.values;
  // The default ports are those of the default schemes.
  const bool has_ports = std::find(table.keys.begin(), table.keys.end(), "ports") != table.keys.end();
  if (list == &spec.schemes && !has_ports) spec.ports.clear();
  return {};
}

// What a built-in service does not set stays as it is built in.
ServicePolicySpec built_in(const std::string& name) {
  for (const ServicePolicySpec& spec : default_service_policies()) {
    if (spec.name == name) return spec;
  }
  return {.name = name};
}

Table& table_of(std::vector<Table>& tables, const TomlServiceSetting& setting) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.spec.name == setting.service; });
  if (found != tables.end()) return *found;
  return tables.emplace_back(Table{built_in(setting.service), {}, setting.line});
}

void overlay(std::vector<ServiceSetting>& services, ServicePolicySpec spec) {
  const auto same =
      std::find_if(services.begin(), services.end(), [&](const ServiceSetting& s) { return s.spec.name == spec.name; });
  if (same == services.end())
    services.push_back({std::move(spec), SettingSource::file});
  else
    *same = {std::move(spec), SettingSource::file};
}

template <typename List, typename Show>
std::string joined(std::string_view label, const List& list, Show show) {
  if (list.empty()) return {};
  std::string out = "; " + std::string(label);
  for (const auto& item : list) out += ' ' + show(item);
  return out;
}

}  // namespace

std::vector<ServiceSetting> read_services(const std::vector<TomlServiceSetting>& settings, const std::string& file,
                                          std::vector<ConfigFault>& faults) {
  const auto place = [&file](std::size_t line) { return file + ":" + std::to_string(line); };
  std::vector<Table> tables;
  for (const TomlServiceSetting& setting : settings) {
    std::string problem = set(table_of(tables, setting), setting);
    if (!problem.empty()) faults.push_back({place(setting.line), std::move(problem)});
  }
  std::vector<ServiceSetting> services;
  for (ServicePolicySpec& spec : default_service_policies()) services.push_back({std::move(spec)});
  for (const Table& table : tables) {
    const auto policy = ServicePolicy::create(table.spec);
    if (policy) {
      overlay(services, policy->spec());
      continue;
    }
    const Error& why = policy.error();
    faults.push_back(
        {place(table.line), "services." + table.spec.name + ": " + why.code.message() + " (" + why.context + ")"});
  }
  return services;
}

std::string describe_service(const ServicePolicySpec& spec) {
  const auto as_is = [](const std::string& text) { return text; };
  std::string out = joined("schemes", spec.schemes, as_is) +
                    joined("ports", spec.ports, [](std::uint16_t port) { return std::to_string(port); }) +
                    (spec.hosts.empty() ? "; no host" : joined("hosts", spec.hosts, as_is)) +
                    joined("networks that are not public", spec.networks, as_is) +
                    joined("NAT64", spec.nat64_prefixes, as_is);
  return out.substr(2);
}

}  // namespace ratestack::app
