# Headers that nearly every file reads, compiled once: up to a third of the time of a build that starts from nothing. The development
# build compiles without, so that every file still names what it needs.
option(RATESTACK_PCH "Precompile the standard library, Boost.JSON and GoogleTest" OFF)

# What a library's own definitions keep from using it (hiredis has some) reads the headers as they are.
set(CMAKE_PCH_WARN_INVALID OFF)

# One for libraries and one for test programs: a precompiled header fits only what is compiled with the same flags.
function(ratestack_precompiled kind)  # library | tests   HEADERS ...
  cmake_parse_arguments(ARG "" "" "HEADERS;DEPENDS" ${ARGN})
  set(source "${CMAKE_BINARY_DIR}/precompiled_${kind}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "")
  if(kind STREQUAL "tests")
    add_executable(precompiled_${kind} EXCLUDE_FROM_ALL "${source}")
  else()
    add_library(precompiled_${kind} OBJECT EXCLUDE_FROM_ALL "${source}")
  endif()
  target_link_libraries(precompiled_${kind} PRIVATE ratestack_thirdparty_headers ${ARG_DEPENDS})
  target_precompile_headers(precompiled_${kind} PRIVATE ${ARG_HEADERS})
  ratestack_warnings(precompiled_${kind})  # some of them define macros, and all must agree
endfunction()

function(ratestack_use_precompiled target kind)
  if(RATESTACK_PCH)
    target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)  # for ccache
  endif()
endfunction()

if(RATESTACK_PCH)
  set(_common <algorithm> <array> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <variant> <vector>
    <boost/json.hpp> <boost/system/error_code.hpp>)
  ratestack_precompiled(library HEADERS ${_common})
  if(RATESTACK_TESTS)
    find_package(GTest REQUIRED)
    ratestack_precompiled(tests HEADERS ${_common} <gmock/gmock.h> <gtest/gtest.h> DEPENDS GTest::gmock GTest::gtest_main)
  endif()
endif()
