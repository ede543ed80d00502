// One process's work on a rekey job. See rekeyer.hpp.
#pragma once

#include <future>
#include <string>

#include "native/service/secrets/rekeyer.hpp"
#include "native/service/secrets/reseal.hpp"

namespace ratestack::service {

/// A few stretches are on their way at once: while one is written by the calling thread, the next are read and resealed
/// by others.
class RekeyRun {
 public:
  RekeyRun(Rekeyer& rekeyer, RekeyJob job);

  /// As Rekeyer::work.
  Result<RekeyJob> run(const OnRekey& go_on);

 private:
  enum class Pass {
    out_of_rows,  // the cursor is behind the last row
    ended,        // the job is: somebody closed it, or the fence moved on
    stopped       // go_on said so
  };
  using Resealing = std::future<Result<ResealedStretch>>;

  Result<void> work(const OnRekey& go_on);
  Result<Pass> pass(const OnRekey& go_on);
  Result<std::optional<Stretch>> exchange(const ResealedStretch* finished);
  Result<void> write(WriteTransaction& transaction, const ResealedStretch* finished, std::optional<Stretch>& next);
  Result<bool> supersede(SecretWriter& secrets);
  Result<std::optional<Stretch>> claim(SecretWriter& secrets, RekeyJob& job) const;
  Resealing start(const Stretch& stretch) const;
  void fit_stretch(const ResealedStretch& finished);

  /// What comes after the last row: wait for others, begin anew, or close the job. True: the job has ended.
  Result<bool> settle(const OnRekey& go_on);
  Result<bool> others_work() const;
  Result<void> begin_anew();
  Result<void> close();
  Result<void> leave();
  bool goes_on(const OnRekey& go_on) const { return !go_on || go_on(job_); }

  Rekeyer& parts_;
  RekeyJob job_;  // as last seen
  bool ended_ = false;
  bool noted_ = false;  // among those who work
  std::string worker_;
  std::size_t stretch_rows_;
};

}  // namespace ratestack::service
