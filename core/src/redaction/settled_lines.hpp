// What makes redacting twice the same as redacting once: a line in which something was found is gone through again,
// until nothing is. A label can bring to light what its finding hid (it ends a word, or leaves an address short
// enough), and no list of such places is ever complete; a second look is. Lines are settled one by one, for nothing
// reaches beyond a line feed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "redaction/label.hpp"

namespace ratestack::redaction_detail {

/// In bytes. A longer line leaves a stream before its end is known, so it is gone through once, in a stream and in a
/// text alike.
inline constexpr std::size_t kMaxSettledLine = RedactionStream::kMaxHeldBack;
/// Twice is what nearly all lines with findings take. Bounds the time for a line that was made to take more.
inline constexpr int kMaxPasses = 8;

enum class FirstLine : std::uint8_t { whole, cut };

/// Appends `redacted`, which is `original` gone through once, to `out`, its changed lines settled. `first`: whether the
/// text begins with a whole line, or within one that is too long to be settled.
PiiCounts settle_lines(std::string_view original, std::string_view redacted, const Labels& labels, std::string& out,
                       FirstLine first = FirstLine::whole);

}  // namespace ratestack::redaction_detail
