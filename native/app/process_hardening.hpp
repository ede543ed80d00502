// What the process asks of the kernel for itself.
#pragma once

namespace ratestack::app {

/// No core file of this process holds its keys, and no other process of its user may read its memory. Best effort,
/// first thing in main; root can read everything all the same.
void forbid_core_dumps() noexcept;

/// As many open files as the hard limit allows: each connection is one, and the soft limit is 1,024 by custom, for the
/// sake of select(2), which nothing here calls. Best effort.
void raise_file_limit() noexcept;

}  // namespace ratestack::app
