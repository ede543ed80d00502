#include <algorithm>

#include "redaction/finder.hpp"
#include "redaction/rewriter.hpp"
#include "redaction/rules.hpp"
#include "redaction/settled_lines.hpp"

namespace ratestack {

using namespace redaction_detail;

namespace {

// What a decision may look back at of the output: context words, and the character before.
constexpr std::size_t kKeptOutput = 128;
// Raw bytes that stay in front of the next decision, so that it can look back as far as on the whole text.
constexpr std::size_t kKeptRaw = kFinderBack + 64;

static_assert(kFinderAhead + kKeptRaw <= RedactionStream::kMaxHeldBack);

}  // namespace

/// Lines are decided one by one, for nothing reaches beyond a line feed: whole lines leave at once. Of a line that has
/// not ended, what is farther from its end than a decision can look leaves too.
struct RedactionStream::State {
  explicit State(const Labels& all_labels) : labels(&all_labels) {}

  void take_lines(std::string_view lines, std::string& out);
  void take_open_line(std::string& out);

  const Labels* labels;
  PiiCounts counts;
  std::string pending;       // raw bytes of the open line that are not written yet
  Position position;         // within `pending`
  std::string tail;          // the end of the output of the open line, for its context
  bool within_line = false;  // the beginning of the open line has left
};

void RedactionStream::State::take_lines(std::string_view lines, std::string& out) {
  std::string produced = std::move(tail);
  const std::size_t kept = produced.size();
  Rewriter rewriter(lines, *labels, produced);
  Subject subject{.text = lines, .before = produced};
  Finder(rewriter).run(subject, position, lines.size());
  rewriter.copy_until(lines.size());
  counts += rewriter.counts();
  const std::string_view redacted = std::string_view(produced).substr(kept);
  if (rewriter.counts().total() == 0) {
    out += redacted;
  } else {
    counts += settle_lines(lines, redacted, *labels, out, within_line ? FirstLine::cut : FirstLine::whole);
  }
  tail.clear();
  position = {};
  within_line = false;
}

// Writes up to the last finding, or to kKeptRaw before the next decision.
void RedactionStream::State::take_open_line(std::string& out) {
  std::string produced = std::move(tail);
  const std::size_t kept = produced.size();
  Rewriter rewriter(pending, *labels, produced);
  Subject subject{.text = pending, .before = produced};
  Finder(rewriter).run(subject, position, pending.size() - kFinderAhead);
  const std::size_t written = std::max(subject.floor, position.at - std::min(position.at, kKeptRaw));
  rewriter.copy_until(written);
  out.append(produced, kept);
  counts += rewriter.counts();
  within_line = true;
  tail = produced.substr(produced.size() - std::min(produced.size(), kKeptOutput));
  pending.erase(0, written);
  position.at -= written;
  position.examined -= std::min(position.examined, written);
}

RedactionStream::RedactionStream(const PiiRedactor& redactor)
    : state_(std::make_unique<State>(redactor.rules_->labels)) {}
RedactionStream::~RedactionStream() = default;
RedactionStream::RedactionStream(RedactionStream&&) noexcept = default;
RedactionStream& RedactionStream::operator=(RedactionStream&&) noexcept = default;

void RedactionStream::update(std::string_view chunk, std::string& out) {
  const std::size_t lines = chunk.rfind('\n') + 1;
  if (lines > 0 && state_->pending.empty()) {
    state_->take_lines(chunk.substr(0, lines), out);
  } else if (lines > 0) {
    state_->pending.append(chunk.substr(0, lines));
    state_->take_lines(state_->pending, out);
    state_->pending.clear();
  }
  state_->pending.append(chunk.substr(lines));
  if (state_->pending.size() > kMaxHeldBack) state_->take_open_line(out);
}

void RedactionStream::finish(std::string& out) {
  state_->take_lines(state_->pending, out);
  state_->pending.clear();
}

const PiiCounts& RedactionStream::counts() const noexcept { return state_->counts; }

}  // namespace ratestack
