// The key that all servers of an installation derive others from.
#include "native/service/identity/server_keys.hpp"

#include <set>

#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

class ServerKeyContract : public SecretContract {
 protected:
  std::string root_of(Replica& server, Timestamp now) {
    const auto root = service::root_key(*server.store, server.encryptor, server.entropy, now);
    EXPECT_TRUE(root) << root.error().message();
    return root ? std::string(as_text(root.value().expose())) : "";
  }
};

TEST_P(ServerKeyContract, IsMadeAtTheFirstStartAndStays) {
  const std::string first = root_of(*replica('a'), at(5));
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(root_of(*replica('a'), at(1)), first);
  EXPECT_EQ(database_->query("SELECT count(*) FROM server_keys"), "1");
}

TEST_P(ServerKeyContract, StaysThroughARotationOfTheMasterKey) {
  const std::string first = root_of(*replica('a'), at(5));
  ASSERT_TRUE(replica('b', 'a')->rekey());
  EXPECT_EQ(root_of(*replica('b'), at(6)), first);
}

// Their clocks differ: the one that is late may call its key the older.
TEST_P(ServerKeyContract, ServersThatStartTogetherAgree) {
  constexpr int kServers = 4;
  std::vector<std::unique_ptr<Replica>> servers;
  for (int n = 0; n < kServers; ++n) servers.push_back(replica('a'));
  for (int round = 0; round < 10; ++round) {
    database_->execute("DELETE FROM server_keys");
    std::vector<std::future<std::string>> starts;
    for (auto& server : servers) {
      const Timestamp now = at(kServers - static_cast<std::int64_t>(starts.size()));
      starts.push_back(std::async(std::launch::async, [&, now] { return root_of(*server, now); }));
    }
    std::set<std::string> roots;
    for (auto& started : starts) roots.insert(started.get());
    EXPECT_EQ(roots.size(), 1U);
  }
}

RATESTACK_FOR_EACH_STORE(ServerKeyContract);

}  // namespace
}  // namespace ratestack::contract
