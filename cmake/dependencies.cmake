# Dependencies are found first, and fetched at a pinned tag only where they are missing.

include(FetchContent)

# act_missing(<name> <Debian package>): one line to type instead of waiting for the download.
function(act_missing name package)
  message(STATUS "act: ${name} was not found and will be fetched; to use a packaged one: apt-get install -y ${package}")
endfunction()

# Provides the target xsimd.
macro(act_find_xsimd)
  if(NOT TARGET xsimd)
    # Without a version: xsimd's version file refuses every other major.
    # Global, so that a project above this one can link act.
    find_package(xsimd QUIET GLOBAL)
    if(xsimd_FOUND AND xsimd_VERSION VERSION_LESS 8.1)
      message(FATAL_ERROR "act needs xsimd 8.1 or newer, but ${xsimd_DIR} has ${xsimd_VERSION}")
    elseif(xsimd_FOUND)
      set(ACT_XSIMD_IS_PACKAGED TRUE)
      include(${act_SOURCE_DIR}/cmake/xsimd_without_xtl.cmake)
    else()
      act_missing(xsimd libxsimd-dev)
      FetchContent_Declare(xsimd GIT_REPOSITORY https://github.com/xtensor-stack/xsimd.git GIT_TAG 13.2.0 GIT_SHALLOW TRUE)
      FetchContent_MakeAvailable(xsimd)
    endif()
  endif()
endmacro()

# Provides Catch2::Catch2, and from version 3 on Catch2::Catch2WithMain.
macro(act_find_catch2)
  find_package(Catch2 QUIET)
  if(NOT Catch2_FOUND)
    act_missing(Catch2 catch2)
    FetchContent_Declare(Catch2 GIT_REPOSITORY https://github.com/catchorg/Catch2.git GIT_TAG v3.7.1 GIT_SHALLOW TRUE)
    FetchContent_MakeAvailable(Catch2)
    list(APPEND CMAKE_MODULE_PATH ${catch2_SOURCE_DIR}/extras)
  endif()
  include(Catch)
endmacro()

# Provides benchmark::benchmark.
macro(act_find_benchmark)
  find_package(benchmark QUIET)
  if(NOT benchmark_FOUND)
    act_missing("Google Benchmark" libbenchmark-dev)
    set(BENCHMARK_ENABLE_TESTING OFF)
    FetchContent_Declare(benchmark GIT_REPOSITORY https://github.com/google/benchmark.git GIT_TAG v1.9.1 GIT_SHALLOW TRUE)
    FetchContent_MakeAvailable(benchmark)
  endif()
endmacro()
