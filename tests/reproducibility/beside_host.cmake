# Instruction sets that fuse give the same bits if their register tables are alike, and all that do not fuse do: so what
# another machine runs, to the right results of this one.

set(ACT_HOST_CLASS "" CACHE STRING "Flags by which an x86 host computes like the target, such as -mavx -mfma, or none")
find_program(ACT_HOST_COMPILER g++)
if(ACT_HOST_CLASS STREQUAL none OR NOT ACT_HOST_COMPILER OR NOT CMAKE_HOST_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  return()
endif()
if(ACT_HOST_CLASS MATCHES fma)
  file(STRINGS /proc/cpuinfo with_fma REGEX "^flags.* fma " LIMIT_COUNT 1)
  if(NOT with_fma)
    return()
  endif()
endif()

set(host_program ${CMAKE_CURRENT_BINARY_DIR}/print_hashes_of_host)
act_build_by_hand(${host_program} ${ACT_HOST_COMPILER} "-O2 ${ACT_HOST_CLASS}" print_hashes.cpp)
add_custom_target(hashes_of_host ALL DEPENDS ${host_program})
add_executable(print_hashes print_hashes.cpp)
act_own_target(print_hashes)
add_test(NAME reproducibility.beside_host
         COMMAND ${CMAKE_COMMAND} -DHOST_PROGRAM=${host_program} -DPROGRAMS=$<TARGET_FILE:print_hashes>
                 "-DEMULATOR=${CMAKE_CROSSCOMPILING_EMULATOR}" -P ${CMAKE_CURRENT_SOURCE_DIR}/compare_outputs.cmake)
