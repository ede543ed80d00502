// What a copied key leaves in the processor.
#pragma once

namespace ratestack::service {

/// Zeros the vector registers of this thread: memcpy moves keys through them and leaves them there. A new thread starts
/// with a copy, and the dynamic linker saves them on the stack whenever a function of a library is called for the first
/// time. To be called after keys were moved and before threads start; does nothing where it does not know the processor
/// (anything but x86-64).
void clear_vector_registers() noexcept;

}  // namespace ratestack::service
