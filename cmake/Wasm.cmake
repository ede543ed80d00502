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

# mbedTLS is no header: the few files that AES-GCM needs are compiled here, with our configuration and for size. What is
# encrypted in the module are short secrets.
set(_mbedtls "${PROJECT_SOURCE_DIR}/build/mbedtls")
if(NOT EXISTS "${_mbedtls}/.unpacked-from")
  message(FATAL_ERROR "mbedTLS's source is missing: scripts/lib/mbedtls_source.sh fetches it (scripts/test and scripts/up do by themselves)")
endif()
enable_language(C)
add_library(ratestack_mbedtls_module STATIC
  "${_mbedtls}/library/aes.c" "${_mbedtls}/library/cipher.c" "${_mbedtls}/library/cipher_wrap.c"
  "${_mbedtls}/library/constant_time.c" "${_mbedtls}/library/gcm.c" "${_mbedtls}/library/platform_util.c")
target_include_directories(ratestack_mbedtls_module SYSTEM PUBLIC "${_mbedtls}/include")
target_compile_definitions(ratestack_mbedtls_module PUBLIC
  MBEDTLS_CONFIG_FILE="${PROJECT_SOURCE_DIR}/core/src/crypto/mbedtls/module_config.h")
target_compile_options(ratestack_mbedtls_module PRIVATE -Os)
target_link_libraries(ratestack_mbedtls INTERFACE ratestack_mbedtls_module)
