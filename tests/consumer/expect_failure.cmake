# Runs PROGRAM, which must end with STATUS (a regular expression) after printing exactly EXPECTED, in either stream.

execute_process(COMMAND ${PROGRAM} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(NOT status MATCHES "${STATUS}")
  message(FATAL_ERROR "${PROGRAM} ended with ${status} instead of ${STATUS}")
endif()
if(NOT output STREQUAL "${EXPECTED}\n")
  message(FATAL_ERROR "${PROGRAM} printed:\n${output}")
endif()
