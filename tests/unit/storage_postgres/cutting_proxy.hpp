// A road to the test server that breaks in the middle of a COMMIT.
#pragma once

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace ratestack::testing {

/// What becomes of the next COMMIT that passes.
enum class Cut {
  none,
  before_commit,  // it never reaches the server
  after_commit    // the server has done it, and its answer is lost
};

/// Listens on a socket of its own, of the same port number; a connection through it ends with the proxy.
class CuttingProxy {
 public:
  CuttingProxy();
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  void cut_next(Cut how) { cut_ = how; }
  [[nodiscard]] int cuts() const { return cuts_; }
  [[nodiscard]] const std::string& directory() const { return directory_; }

 private:
  void accept_all();
  void pass(int client);
  /// False when the road is cut.
  bool pass_to_server(int client, int server);

  std::string directory_;
  int listener_ = -1;
  std::atomic<Cut> cut_{Cut::none};
  std::atomic<int> cuts_{0};
  std::atomic<bool> stopping_{false};
  std::thread acceptor_;
};

}  // namespace ratestack::testing
