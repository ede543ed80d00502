#include "ratestack/policy/catalog.hpp"

#include <gtest/gtest.h>

#include <set>

#include "ratestack/encoding/json.hpp"
#include "ratestack/policy/org_type.hpp"
#include "ratestack/policy/role.hpp"
#include "tests/support/policy_table.hpp"

namespace ratestack {
namespace {

std::set<std::string> names(const JsonValue& list) {
  std::set<std::string> out;
  for (const JsonValue& name : list.as_array()) out.emplace(name.as_string());
  return out;
}

JsonObject catalog() { return parse_json(capability_catalog_json().view()).value().as_object(); }

TEST(Catalog, HoldsEachCapabilityOnceInTheContractsOrder) {
  const JsonObject document = catalog();
  const JsonArray& entries = document.at("capabilities").as_array();
  ASSERT_EQ(entries.size(), kCapabilityCount);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string_view id = testing::kCapabilityNames[i];
    const JsonObject& entry = entries[i].as_object();
    EXPECT_EQ(entry.at("id").as_string(), id);
    EXPECT_EQ(entry.at("kind").as_string(), i < 12 ? "operational" : "provider");
    EXPECT_EQ(entry.size(), 6U);
  }
  EXPECT_EQ(document.at("version"), 1);
  EXPECT_EQ(names(document.at("roles")).size(), kRoleCount);
  EXPECT_EQ(names(document.at("org_types")).size(), kOrgTypeCount);
  EXPECT_EQ(document.size(), 4U);
}

TEST(Catalog, ReadsTypesAndRolesOffTheCeilingsAndRoles) {
  const JsonObject document = catalog();
  const JsonArray& entries = document.at("capabilities").as_array();
  const auto lock_commit = entries[7].as_object();
  EXPECT_EQ(names(lock_commit.at("org_types")), (std::set<std::string>{"INVESTOR", "CORRESPONDENT", "PLATFORM"}));
  EXPECT_EQ(names(lock_commit.at("roles")), (std::set<std::string>{"LOCK_DESK", "SUPER_ADMIN"}));
  const auto operate = entries[11].as_object();
  EXPECT_EQ(names(operate.at("org_types")), (std::set<std::string>{"PLATFORM"}));
  EXPECT_EQ(names(operate.at("roles")), (std::set<std::string>{"PLATFORM_OPERATOR", "SUPER_ADMIN"}));
  const auto status = entries[14].as_object();
  EXPECT_EQ(names(status.at("org_types")),
            (std::set<std::string>{"ORIGINATOR", "CORRESPONDENT", "SUBSERVICER", "PLATFORM"}));
  EXPECT_EQ(names(status.at("roles")), (std::set<std::string>{"PROVIDER", "SUPER_ADMIN"}));
}

TEST(Catalog, DescribesEachInWordsOfItsOwn) {
  std::set<std::string_view> titles, descriptions;
  for (const CatalogEntry& entry : capability_catalog()) {
    titles.insert(entry.title);
    descriptions.insert(entry.description);
    EXPECT_TRUE(entry.description.ends_with('.')) << entry.id;
    EXPECT_FALSE(entry.title.ends_with('.')) << entry.id;
    EXPECT_LE(entry.title.size(), 40U);
  }
  EXPECT_EQ(titles.size(), kCapabilityCount);
  EXPECT_EQ(descriptions.size(), kCapabilityCount);
}

TEST(Catalog, IsCanonical) { EXPECT_TRUE(is_canonical_json(capability_catalog_json().view(), 32)); }

}  // namespace
}  // namespace ratestack
