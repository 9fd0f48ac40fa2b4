# Runs PROGRAM, by EMULATOR if given, with ACT_ISA=REQUEST. ACTIVE must run, everywhere with the same results, which are
# also those of the machine itself with ACT_ISA=ACTIVE. REPORTED is what becomes of the request: known or unknown.

function(run result)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${output}" PARENT_SCOPE)
endfunction()

set(ENV{ACT_ISA} "${REQUEST}")
run(output ${EMULATOR} ${PROGRAM})
string(REGEX MATCHALL "(constructor|thread) [^\n]*" lines "${output}")
list(TRANSFORM lines REPLACE "^[a-z]+ " "")
list(REMOVE_DUPLICATES lines)
if(NOT lines MATCHES "^${ACTIVE} [0-9a-f]+$")
  message(FATAL_ERROR "expected the results of ${ACTIVE} alone, but got\n${output}")
endif()
if(NOT output MATCHES "\nrequest ${REPORTED}\n$")
  message(FATAL_ERROR "expected the request to be reported as ${REPORTED}, but got\n${output}")
endif()

set(ENV{ACT_ISA} "${ACTIVE}")
run(expected ${PROGRAM})
string(FIND "${expected}" "${lines}\n" place)
if(place EQUAL -1)
  message(FATAL_ERROR "${ACTIVE} gives other results here:\n${expected}than\n${output}")
endif()
