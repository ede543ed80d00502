# Warnings are errors in our presets only: a packager with a newer compiler is not stopped by a new warning.
option(RATESTACK_WERROR "Treat warnings as errors" OFF)

function(ratestack_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Woverloaded-virtual -Wformat=2
    # With assertions off and everything inlined, gcc 12 follows the null that an unchecked *result would meet past the check that
    # rules it out, and takes std::string's + for an overlapping copy: these warnings speak of our code in Debug alone.
    $<$<CONFIG:Debug>:-Wnull-dereference>
    "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-maybe-uninitialized;-Wno-restrict>"
    # gcc 12 sees an overlap inside libstdc++ in every `"text" + std::string` (GCC bug 105651).
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-restrict>
    $<$<BOOL:${RATESTACK_WERROR}>:-Werror>)
  # What the sanitizers put between our lines makes gcc 12 see overlaps, and copies past the end of a std::string, that are not
  # there. Their builds show these two and go on; every other warning stops them as it stops the rest.
  if(RATESTACK_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-error=array-bounds -Wno-error=restrict)
  endif()
endfunction()
