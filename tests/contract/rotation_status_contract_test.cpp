// What is told of a rotation while it goes on.
#include <functional>

#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::RekeyState;

/// Reads as another reader does, and does something after a number of readings.
class InterruptedReader final : public service::SecretReader {
 public:
  InterruptedReader(service::SecretReader& reader, int readings, std::function<void()> interrupt)
      : reader_(reader), left_(readings), interrupt_(std::move(interrupt)) {}

  Result<std::optional<service::WriteFence>> fence() override { return then(reader_.fence()); }
  Result<std::optional<SecretRecord>> find(const SecretName& name) override { return then(reader_.find(name)); }
  Result<std::vector<SecretRecord>> list(const OrgId& org, std::string_view kind, std::string_view name,
                                         std::size_t limit) override {
    return then(reader_.list(org, kind, name, limit));
  }
  Result<std::vector<service::KidCount>> count_by_kid(const service::SecretColumn& column) override {
    return then(reader_.count_by_kid(column));
  }
  Result<std::vector<service::SealedRow>> sealed_rows(const service::SecretColumn& column,
                                                      const service::SealedRange& range) override {
    return then(reader_.sealed_rows(column, range));
  }
  Result<std::optional<service::RekeyJob>> job() override { return then(reader_.job()); }
  Result<std::uint64_t> rekeyers_seen_since(Timestamp time) override { return then(reader_.rekeyers_seen_since(time)); }
  Result<std::vector<service::QuarantinedRow>> quarantined(const std::optional<service::QuarantinedRow>& after,
                                                           std::size_t limit) override {
    return then(reader_.quarantined(after, limit));
  }
  Result<std::uint64_t> count_quarantined() override { return then(reader_.count_quarantined()); }

  [[nodiscard]] bool interrupted() const noexcept { return left_ == 0; }

 private:
  template <typename T>
  T then(T answer) {
    if (left_ > 0 && --left_ == 0) interrupt_();
    return answer;
  }

  service::SecretReader& reader_;
  int left_;
  std::function<void()> interrupt_;
};

class RotationStatusContract : public SecretContract {};

TEST_P(RotationStatusContract, TellsOfAFinishedJobWhatItLeft) {
  const auto server = replica('b', 'a');
  for (int readings = 1;; ++readings) {
    const auto before = replica('a', 'b');
    ASSERT_TRUE(before->rekey());  // back to where it began
    put_many(*before, 3);
    InterruptedReader reader(server->store->secrets(), readings, [&] { ASSERT_TRUE(server->rekey()); });
    const auto status = service::rotation_status(reader, server->encryptor.ring(), clock_.now()).value();
    if (!reader.interrupted()) break;
    const bool finished = status.job && status.job->state == RekeyState::done && status.job->target == test_kid('b');
    EXPECT_TRUE(!finished || status.safe_to_drop_previous()) << "after " << readings << " readings";
  }
  ASSERT_TRUE(server->rekey());
  EXPECT_TRUE(server->status().safe_to_drop_previous());
}

RATESTACK_FOR_EACH_STORE(RotationStatusContract);

}  // namespace
}  // namespace ratestack::contract
