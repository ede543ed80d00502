// The register of sealed columns against what the databases hold.
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

class SecretRegister : public SecretContract {
 protected:
  bool is_registered(const std::string& column) {
    const auto is = [&](const service::SecretColumn& known) {
      return column == std::string(known.table) + ' ' + std::string(known.column);
    };
    return is(service::kCanaryColumn) ||
           std::any_of(service::kSecretColumns.begin(), service::kSecretColumns.end(), is);
  }
  std::uint64_t rows(const std::string& column, const std::string& condition) {
    const std::size_t space = column.find(' ');
    const std::string table = column.substr(0, space), name = column.substr(space + 1);
    return std::stoull(database_->query("SELECT count(*) FROM " + table + " WHERE " + name + condition));
  }
};

// Every subsystem that seals something adds it here; what it forgets to register is found all the same.
TEST_P(SecretRegister, NamesEveryColumnThatHoldsCiphertextAndNoOther) {
  const auto server = replica('a');
  put_many(*server, 3);
  put_sealed(*server);
  const auto columns = database_->text_columns();
  ASSERT_GT(columns.size(), 20U);
  std::size_t sealed = 0;
  for (const std::string& column : columns) {
    const std::uint64_t ciphertext = rows(column, " LIKE 'rs1.%'");
    if (!is_registered(column)) {
      EXPECT_EQ(ciphertext, 0U) << column << " holds ciphertext and is not registered";
      continue;
    }
    ++sealed;
    EXPECT_GT(ciphertext, 0U) << column << " is registered and this test seals nothing in it";
    EXPECT_EQ(rows(column, " NOT LIKE 'rs1.%'"), 0U) << column << " is registered and holds plaintext";
  }
  EXPECT_EQ(sealed, service::kSecretColumns.size() + 1);
}

RATESTACK_FOR_EACH_STORE(SecretRegister);

}  // namespace
}  // namespace ratestack::contract
