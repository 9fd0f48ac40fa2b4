# The loops of activations, compiled once for each instruction set. Installed: projects use it for their own activations.

# act_dispatch_flags(<result> <set>): the compiler's flags for one of act's instruction sets.
function(act_dispatch_flags result set)
  set(flags_of_baseline "")
  set(flags_of_avx2 -march=x86-64-v3)
  set(flags_of_avx512 -march=x86-64-v4)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
    set(flags_of_baseline -march=x86-64)  # whatever the project's own flags say
  endif()
  # Without optimisation inline functions of the standard library would be functions, of which the linker keeps one.
  list(APPEND flags_of_${set} -O2 -fno-exceptions -fvisibility=hidden -fvisibility-inlines-hidden)
  set(${result} ${flags_of_${set}} PARENT_SCOPE)
endfunction()

# act_add_dispatched(<target> HEADER <header> ACTIVATION <type>): the range forms of an activation, for every instruction
# set, become part of the target. The header says ACT_DISPATCH_ACTIVATION(<type>).
function(act_add_dispatched target)
  cmake_parse_arguments(PARSE_ARGV 1 dispatched "" "HEADER;ACTIVATION" "")
  if(NOT dispatched_HEADER OR NOT dispatched_ACTIVATION)
    message(FATAL_ERROR "act_add_dispatched(${target}): HEADER and ACTIVATION are needed")
  endif()
  set(sets baseline)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
    list(APPEND sets avx2 avx512)
  endif()
  string(MAKE_C_IDENTIFIER ${dispatched_ACTIVATION} name)
  foreach(set IN LISTS sets)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}_kernels/${name}_${set}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT
         "#include <@dispatched_HEADER@>\n#include <act/dispatch/define.hpp>\nACT_DEFINE_DISPATCHED(@dispatched_ACTIVATION@)\n" @ONLY)
    act_dispatch_flags(flags ${set})
    set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "${flags}" COMPILE_DEFINITIONS ACT_DISPATCH_KERNELS)
    target_sources(${target} PRIVATE ${source})
  endforeach()
endfunction()
