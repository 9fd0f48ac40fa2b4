# cmake -DFIRST=<command> -DSECOND=<command> -P check_repeats.cmake
# Two runs print the same, but for the seconds and the share of time at the end of a line.

foreach(run FIRST SECOND)
  separate_arguments(command UNIX_COMMAND "${${run}}")
  execute_process(COMMAND ${command} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX REPLACE "% +[0-9.]+ +[0-9.]+ %\n" "%\n" ${run}_output "${output}")
  message("${${run}_output}")
endforeach()
if(NOT FIRST_output STREQUAL SECOND_output)
  message(FATAL_ERROR "the outputs differ")
endif()
