# What a CMake build, which has one compiler and one set of flags, cannot build: ACT_COMPILERS, ACT_FAST_MATH_COMPILERS,
# ACT_INSTRUCTION_SETS and act_build_by_hand. The lists are empty for compilers that take other flags or make no programs, and under sanitizers.

# act_build_by_hand(<output> <compiler> <flags> <source>): a program, or with -c among the flags an object.
function(act_build_by_hand output compiler flags source)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  set(includes $<TARGET_PROPERTY:act,INTERFACE_INCLUDE_DIRECTORIES> $<TARGET_PROPERTY:xsimd,INTERFACE_INCLUDE_DIRECTORIES>)
  add_custom_command(OUTPUT ${output}
                     COMMAND ${compiler} -std=c++20 ${flags} "-I$<JOIN:${includes},;-I>" -MD -MF ${output}.d -MT ${output}
                             ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${output}
                     DEPENDS ${source} DEPFILE ${output}.d COMMAND_EXPAND_LISTS VERBATIM)
endfunction()

if(NOT CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" OR MSVC OR CMAKE_CXX_FLAGS MATCHES "sanitize" OR EMSCRIPTEN)
  return()
endif()

set(ACT_COMPILERS ${CMAKE_CXX_COMPILER})
if(ACT_SECOND_COMPILER)
  list(APPEND ACT_COMPILERS ${ACT_SECOND_COMPILER})
endif()

# Those that -ffast-math is tried with: the second one for one instruction set alone.
set(ACT_FAST_MATH_COMPILERS ${ACT_COMPILERS})
if(NOT ACT_TEST_INDEPENDENT)
  set(ACT_FAST_MATH_COMPILERS ${CMAKE_CXX_COMPILER})
endif()

set(ACT_INSTRUCTION_SETS "${ACT_ARCH_FLAGS}")
if(ACT_ARCH_FLAGS STREQUAL "")
  set(ACT_INSTRUCTION_SETS " ")  # a list of one element, which an empty string is not
elseif(ACT_ARCH_FLAGS STREQUAL -march=native AND ACT_RUNS_AVX2)
  list(APPEND ACT_INSTRUCTION_SETS -march=x86-64-v3)
endif()
