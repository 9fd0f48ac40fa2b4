# No object of OBJECTS may estimate a reciprocal or a reciprocal square root: its bits would depend on the processor's
# maker. Every object of ESTIMATING does, which shows that an estimate would be found.

if(NOT OBJDUMP)
  message("skipped: objdump is missing")
  return()
endif()

# find_estimates(<result> <object>): the lines that have one.
function(find_estimates result object)
  execute_process(COMMAND ${OBJDUMP} -d --no-show-raw-insn ${object} OUTPUT_VARIABLE code COMMAND_ERROR_IS_FATAL ANY)
  if(NOT code MATCHES "\tret")
    message(FATAL_ERROR "${object} has no code")
  endif()
  string(REGEX MATCHALL "\tv?(rcp|rsqrt)[^\n]*" lines "${code}")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()

foreach(object IN LISTS ESTIMATING)
  find_estimates(lines ${object})
  if(NOT lines)
    message(FATAL_ERROR "${object} estimates a reciprocal, which was not found")
  endif()
endforeach()
foreach(object IN LISTS OBJECTS)
  find_estimates(lines ${object})
  if(lines)
    list(JOIN lines "\n" lines)
    message(SEND_ERROR "${object} estimates:\n${lines}")
  endif()
endforeach()
