// What the C runtime would ask of a host. The module asks a host for nothing: it has no imports, so an instance can
// neither print, nor exit, nor read a clock, whoever loads it.
#include <cstddef>
#include <cstdlib>

extern "C" {

// Where abort() ends. The runtime's own calls the host's proc_exit; a trap says the same and needs no import.
_Noreturn void _Exit(int) { __builtin_trap(); }

// Told after memory.grow so that JavaScript may renew its views; our wrapper compares the buffer itself.
void emscripten_notify_memory_growth(std::size_t) {}
}
