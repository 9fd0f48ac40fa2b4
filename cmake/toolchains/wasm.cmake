# WebAssembly by Emscripten: the EMSDK of the environment, or Debian's package. What it builds runs under node.

if(DEFINED ENV{EMSDK})
  set(emscripten $ENV{EMSDK}/upstream/emscripten)
else()
  set(emscripten /usr/share/emscripten)
endif()

# Misuse is an exception, and executors are tested with threads. /usr/include, last, has xsimd and Catch2, which are
# headers alone.
set(CMAKE_PROJECT_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/usr_include_comes_last.cmake)
set(CMAKE_CXX_FLAGS_INIT "-fexceptions -pthread -idirafter /usr/include")
set(CMAKE_EXE_LINKER_FLAGS_INIT "-sPROXY_TO_PTHREAD -sEXIT_RUNTIME -sINITIAL_MEMORY=512MB")
# node has a fetch() of its own, by which older Emscriptens do not find their files.
set(CMAKE_CROSSCOMPILING_EMULATOR node --no-experimental-fetch)
include(${emscripten}/cmake/Modules/Platform/Emscripten.cmake)

if(NOT xsimd_DIR)
  file(GLOB host_packages_of_xsimd /usr/lib/*/cmake/xsimd)
  list(GET host_packages_of_xsimd 0 xsimd_DIR)
endif()
if(NOT Catch2_DIR)
  set(Catch2_DIR /usr/lib/cmake/Catch2)
endif()
