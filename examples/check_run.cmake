# cmake -DSTATUS=<exit status> [-DOUTPUT=<regex>] [-DERROR=<regex>] [-DNEEDS=<directory>] -P check_run.cmake --
#       <command>
# Runs the command and checks how it ends. A run that fails prints one line on stderr and nothing else.

set(command "")
set(in_command FALSE)
foreach(i RANGE ${CMAKE_ARGC})
  if(in_command AND i LESS CMAKE_ARGC)
    list(APPEND command "${CMAKE_ARGV${i}}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(in_command TRUE)
  endif()
endforeach()

if(DEFINED NEEDS AND NOT IS_DIRECTORY "${NEEDS}")
  message("skipped: there is no ${NEEDS}")
  return()
endif()

execute_process(COMMAND ${command} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE error)
message("${output}${error}")
if(NOT status STREQUAL STATUS)
  message(FATAL_ERROR "exit status ${status} instead of ${STATUS}")
endif()
if(DEFINED OUTPUT AND NOT output MATCHES "${OUTPUT}")
  message(FATAL_ERROR "the output does not match ${OUTPUT}")
endif()
if(DEFINED ERROR AND NOT error MATCHES "${ERROR}")
  message(FATAL_ERROR "the error does not match ${ERROR}")
endif()
if(NOT STATUS EQUAL 0 AND NOT (output STREQUAL "" AND error MATCHES "^[^\n]+\n$"))
  message(FATAL_ERROR "more than one line on stderr")
endif()
