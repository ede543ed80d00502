# Emscripten as Debian packages it (3.1.6). Its cache is frozen, with every system library prebuilt: nothing is written
# outside of the build tree.
set(EMSCRIPTEN_ROOT_PATH "/usr/share/emscripten" CACHE PATH "Where Emscripten lives")
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")

# The linker driver runs JavaScript that needs acorn, which Debian keeps where only its own Node looks by itself.
set(CMAKE_CXX_LINKER_LAUNCHER "${CMAKE_COMMAND};-E;env;NODE_PATH=/usr/share/nodejs" CACHE STRING "")

# simd128 is in every engine that the portal supports (browsers since 2023, Node 16, workerd).
set(CMAKE_CXX_FLAGS_INIT "-msimd128 -fno-exceptions")
set(CMAKE_C_FLAGS_INIT "-msimd128")
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG" CACHE STRING "")
set(CMAKE_C_FLAGS_RELEASE "-O3 -DNDEBUG" CACHE STRING "")
