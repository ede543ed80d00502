# Where each third-party library comes from. All are Debian 12 packages; the WASM build sees the header-only
# ones alone, through a directory that holds nothing else (see Wasm.cmake).
add_library(ratestack_thirdparty_headers INTERFACE)   # Boost.System, Boost.JSON, {fmt}, fast_float: headers only
add_library(ratestack_mbedtls INTERFACE)   # AES-GCM; in the WASM build compiled from source (see Wasm.cmake)
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(ratestack_mbedtls INTERFACE mbedcrypto)
  # Debian keeps the default Boost and 1.81 side by side: 1.81 when installed owns /usr/include/boost.
endif()
target_compile_definitions(ratestack_thirdparty_headers INTERFACE
  FMT_HEADER_ONLY=1 BOOST_JSON_STANDALONE=0 BOOST_ERROR_CODE_HEADER_ONLY=1)
