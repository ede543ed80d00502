# What the whole WebAssembly build shares. The headers of Boost, {fmt} and fast_float are reached through a directory that
# holds links to these three and nothing else: /usr/include itself would shadow Emscripten's libc with the host's.
set(RATESTACK_HOST_INCLUDE "/usr/include" CACHE PATH "Where boost/, fmt/ and fast_float/ are installed")
set(_wasm_include "${CMAKE_BINARY_DIR}/include")
file(MAKE_DIRECTORY "${_wasm_include}")
foreach(library boost fmt fast_float)
  if(NOT IS_DIRECTORY "${RATESTACK_HOST_INCLUDE}/${library}")
    message(FATAL_ERROR "${RATESTACK_HOST_INCLUDE}/${library} is missing: see scripts/packages.txt")
  endif()
  file(CREATE_LINK "${RATESTACK_HOST_INCLUDE}/${library}" "${_wasm_include}/${library}" SYMBOLIC)
endforeach()
target_include_directories(ratestack_thirdparty_headers SYSTEM INTERFACE "${_wasm_include}")

