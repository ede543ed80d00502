// Three organisations and their people: what the identity contract suites work on.
#pragma once

#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/contract/store_contract.hpp"

namespace ratestack::contract {

using service::IdentityWriter;
using service::Spent;
using service::StoreError;
using service::Use;
using testing::test_org;

/// Some moment, and seconds after it.
Timestamp at(std::int64_t seconds);

/// "usr_...N" and so on; N from 0 to 9.
template <typename AnyId>
AnyId numbered(std::string_view prefix, int number) {
  return AnyId::parse(std::string(prefix) + "0000000000000000000000000" + std::to_string(number)).value();
}
UserId test_user(int number);
KeyId test_key_id(int number);
SessionId test_session_id(int number);

/// 32 bytes that end in `tag`.
Digest test_hash(std::uint8_t tag);

/// A session of user 1 that begins at(0), ends at(1000) and has the token test_hash(number).
service::SessionRecord test_session(int number);

/// Organisation 0 is the platform. Users 1 and 2 belong to the organisations of their numbers, without memberships.
Result<void> insert_people(service::WriteTransaction& transaction);

/// One change in a transaction of its own; its answer, or why the transaction failed.
template <typename Change>
auto transacted(service::Store& store, const Change& change)
    -> decltype(change(std::declval<service::WriteTransaction&>())) {
  decltype(change(std::declval<service::WriteTransaction&>())) answer = Error(StoreError::fault);
  const auto done = store.transact([&](service::WriteTransaction& transaction) -> Result<void> {
    answer = change(transaction);
    return answer ? Result<void>() : answer.error();
  });
  if (!done) return done.error();
  return answer;
}

class IdentityContract : public StoreContract {
 protected:
  IdentityContract();

  template <typename Change>
  auto write(const Change& change) {
    return write_to(*store_, change);
  }
  template <typename Change>
  static auto write_to(service::Store& store, const Change& change) {
    return transacted(store, [&](service::WriteTransaction& transaction) { return change(transaction.identity()); });
  }

  /// How many of eight threads, on two stores over the database, are told that it was they who used it up.
  template <typename Change>
  int winners(const Change& change) {
    return winners_of([&](service::WriteTransaction& transaction) { return change(transaction.identity()); });
  }
  template <typename Change>
  int winners_of(const Change& change) {
    const auto other = database_->open();
    std::atomic<int> won{0}, failed{0};
    std::vector<std::thread> rivals;
    for (int n = 0; n < 8; ++n) {
      rivals.emplace_back([&, &store = n % 2 == 0 ? *store_ : *other] {
        const auto spent = transacted(store, change);
        if (!spent) ++failed;
        if (spent && spent.value() == Spent::now) ++won;
      });
    }
    for (auto& rival : rivals) rival.join();
    EXPECT_EQ(failed, 0);
    return won;
  }

  service::IdentityReader& read() { return store_->identity(); }
};

}  // namespace ratestack::contract
