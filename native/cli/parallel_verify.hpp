// An export file verified by several threads.
//
// Rows are examined (read, checked, hashed) by workers, each on a piece of whole lines; the calling thread takes the
// pieces in the file's order, hashes the file as a whole and links the rows. The verdict is that of the single thread,
// byte for byte: what a worker did not understand goes through ExportVerifier::update like everything else.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "native/cli/piece_reader.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack::cli {

class ParallelVerify {
 public:
  /// Starts `workers` threads, at least one. `input` must outlive this object.
  ParallelVerify(InputFile& input, std::size_t workers);
  ~ParallelVerify();
  ParallelVerify(const ParallelVerify&) = delete;
  ParallelVerify& operator=(const ParallelVerify&) = delete;

  /// Feeds the whole input, then finishes the verifier; `after_piece` is called on this thread. A problem where reading
  /// fails. Call once.
  std::optional<InputProblem> run(ExportVerifier& verifier, const std::function<void()>& after_piece);

 private:
  /// A place in the ring: filled by a worker, emptied by run().
  struct Slot {
    std::string bytes;
    std::vector<RowFacts> facts;
    RowLines rows;  // how far the worker understood it
    std::optional<InputProblem> problem;
    bool ready = false;
  };

  enum class WhenFull { wait, give_up };
  void work();
  bool work_once(WhenFull when_full);
  Slot* read_next(WhenFull when_full);
  void examine(Slot& slot) const;
  Slot& await_next();
  void release(Slot& slot);
  void stop();

  PieceReader reader_;
  std::mutex read_mutex_;  // pieces are read one after another; taken before mutex_
  bool at_end_ = false;

  std::mutex mutex_;  // guards what follows, and Slot::ready
  std::condition_variable changed_;
  std::uint64_t read_ = 0;      // pieces handed to workers
  std::uint64_t consumed_ = 0;  // pieces taken by run()
  bool stopping_ = false;
  std::vector<Slot> slots_;
  std::vector<std::thread> threads_;
};

}  // namespace ratestack::cli
