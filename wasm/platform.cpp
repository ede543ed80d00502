// What the C runtime would ask of a host. The module asks a host for nothing: it has no imports, so an instance can
// neither print, nor exit, nor read a clock, whoever loads it.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern "C" {

// Where abort() ends. The runtime's own calls the host's proc_exit; a trap says the same and needs no import.
_Noreturn void _Exit(int) { __builtin_trap(); }

// The texts of Boost's own error categories call these two; ours have texts of their own. The runtime's would bring all
// of printf's formatting and a text for each errno, 6 KB of the gzipped module that nothing reaches. Whoever comes to
// need the first learns it by a trap.
int snprintf(char*, std::size_t, const char*, ...) { __builtin_trap(); }
char* strerror(int) {
  static char text[] = "system error";
  return text;
}

// Told after memory.grow so that JavaScript may renew its views; our wrapper compares the buffer itself.
void emscripten_notify_memory_growth(std::size_t) {}
}
