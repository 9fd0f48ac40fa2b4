# In no object of OBJECTS may there be an instruction that FORBIDDEN matches. In each of CONTROLS there is one, which
# shows that it would be found.

if(NOT OBJDUMP)
  message("skipped: objdump is missing")
  return()
endif()

# find_forbidden(<result> <object>): the lines that have one.
function(find_forbidden result object)
  execute_process(COMMAND ${OBJDUMP} -d --no-show-raw-insn ${object} OUTPUT_VARIABLE code COMMAND_ERROR_IS_FATAL ANY)
  if(NOT code MATCHES "\tret")
    message(FATAL_ERROR "${object} has no code")
  endif()
  string(REGEX MATCHALL "\t${FORBIDDEN}[^\n]*" lines "${code}")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()

foreach(object IN LISTS CONTROLS)
  find_forbidden(lines ${object})
  if(NOT lines)
    message(FATAL_ERROR "${object} has a forbidden instruction, which was not found")
  endif()
endforeach()
foreach(object IN LISTS OBJECTS)
  find_forbidden(lines ${object})
  if(lines)
    list(JOIN lines "\n" lines)
    message(SEND_ERROR "${object} has:\n${lines}")
  endif()
endforeach()
