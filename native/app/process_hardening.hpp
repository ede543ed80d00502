// What the process asks of the kernel for itself.
#pragma once

namespace ratestack::app {

/// No core file of this process holds its keys, and no other process of its user may read its memory. Best effort,
/// first thing in main; root can read everything all the same.
void forbid_core_dumps() noexcept;

}  // namespace ratestack::app
