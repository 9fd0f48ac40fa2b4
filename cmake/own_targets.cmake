# What act's own tests, examples and benchmarks are compiled with, and its consumers are not.

option(ACT_WERROR "Treat warnings in act's own targets as errors" ${PROJECT_IS_TOP_LEVEL})
set(ACT_ARCH_FLAGS "" CACHE STRING "Flags that choose the instruction set of act's own targets, e.g. -march=native")
separate_arguments(act_arch_flags UNIX_COMMAND "${ACT_ARCH_FLAGS}")

# act_own_target(<target>): act, its warnings and the chosen instruction set.
function(act_own_target target)
  target_link_libraries(${target} PRIVATE act::act)
  target_compile_options(${target} PRIVATE ${act_arch_flags})
  if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT MSVC)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Wshadow -Wold-style-cast $<$<BOOL:${ACT_WERROR}>:-Werror>)
  elseif(MSVC)
    target_compile_options(${target} PRIVATE /W4 /permissive- $<$<BOOL:${ACT_WERROR}>:/WX>)
  endif()
endfunction()
