#include "redaction/settled_lines.hpp"

#include <algorithm>

#include "redaction/finder.hpp"
#include "redaction/rewriter.hpp"

namespace ratestack::redaction_detail {
namespace {

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

PiiCounts redact_once(std::string& line, const Labels& labels) {
  std::string out;
  Rewriter rewriter(line, labels, out);
  Subject subject{.text = line};
  Position position;
  Finder(rewriter).run(subject, position, line.size());
  if (rewriter.counts().total() == 0) return {};
  rewriter.copy_until(line.size());
  line = std::move(out);
  return rewriter.counts();
}

// The first pass is behind us.
PiiCounts settle(std::string& line, const Labels& labels) {
  PiiCounts all;
  for (int pass = 1; pass < kMaxPasses; ++pass) {
    const PiiCounts more = redact_once(line, labels);
    if (more.total() == 0) break;
    all += more;
  }
  return all;
}

}  // namespace

PiiCounts settle_lines(std::string_view original, std::string_view redacted, const Labels& labels, std::string& out,
                       FirstLine first) {
  PiiCounts all;
  std::string_view before = original, after = redacted;
  const char* copied = redacted.data();
  for (bool skip = first == FirstLine::cut; !after.empty(); skip = false) {
    const std::string_view was = take_line(before), is = take_line(after);
    if (skip || was.size() > kMaxSettledLine || was == is) continue;
    std::string line(is);
    const PiiCounts more = settle(line, labels);
    if (more.total() == 0) continue;
    all += more;
    out.append(copied, is.data());
    out += line;
    copied = is.data() + is.size();
  }
  out.append(copied, redacted.data() + redacted.size());
  return all;
}

}  // namespace ratestack::redaction_detail
