# Warnings are errors in our presets only: a packager with a newer compiler is not stopped by a new warning.
option(RATESTACK_WERROR "Treat warnings as errors" OFF)

function(ratestack_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Woverloaded-virtual -Wnull-dereference -Wformat=2
    $<$<BOOL:${RATESTACK_WERROR}>:-Werror>)
endfunction()
