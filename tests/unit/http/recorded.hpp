// An answer and a log that a test can look at.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "native/http/exchange.hpp"

namespace ratestack::testing {

struct Recorded {
  std::vector<http::Answer> answers;
};

class RecordingReply final : public http::Reply {
 public:
  explicit RecordingReply(Recorded& into) noexcept : into_(into) {}
  void send(http::Answer answer) override { into_.answers.push_back(std::move(answer)); }

 private:
  Recorded& into_;
};

class RecordingLog final : public http::RequestLog {
 public:
  void record(const http::RequestRecord& record) override {
    routes.emplace_back(record.route);
    statuses.push_back(record.status);
  }
  void fault(std::string_view, std::string_view what) override { faults.emplace_back(what); }

  std::vector<std::string> routes, faults;
  std::vector<int> statuses;
};

}  // namespace ratestack::testing
