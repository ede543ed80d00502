// What the URL Standard does to its input before the first state (section 4.4, steps 1 to 3).
#pragma once

#include <string>
#include <string_view>

namespace ratestack::url_detail {

/// Without C0 controls and spaces at both ends, without tabs and newlines anywhere, and with U+FFFD for malformed
/// UTF-8. Copies only where there was something to change. The view lives as long as this object and the text given.
class CleanInput {
 public:
  explicit CleanInput(std::string_view text);
  CleanInput(const CleanInput&) = delete;
  CleanInput& operator=(const CleanInput&) = delete;

  [[nodiscard]] std::string_view view() const noexcept { return view_; }

 private:
  std::string copy_;
  std::string_view view_;
};

}  // namespace ratestack::url_detail
