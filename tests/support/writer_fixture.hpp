// A store in a file, a clock, and the writer over them: what a server has at its heart.
#pragma once

#include <future>
#include <vector>

#include "native/service/audit_writer.hpp"
#include "tests/support/log_builder.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/sqlite_file.hpp"

namespace ratestack::testing {

/// A job with `count` events of the organisation.
inline service::AppendJob job_of(const OrgId& org, std::size_t count = 1) {
  service::AppendJob job;
  for (std::size_t i = 0; i < count; ++i) job.events.push_back(test_event(org));
  return job;
}

/// Submits, and answers a future of the outcome.
inline std::future<Result<service::AppendOutcome>> submit(service::AuditWriter& writer, service::AppendJob job) {
  auto promise = std::make_shared<std::promise<Result<service::AppendOutcome>>>();
  job.done = [promise](Result<service::AppendOutcome> outcome) { promise->set_value(std::move(outcome)); };
  auto outcome = promise->get_future();
  writer.submit(std::move(job));
  return outcome;
}

}  // namespace ratestack::testing
