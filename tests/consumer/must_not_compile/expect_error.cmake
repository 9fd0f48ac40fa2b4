# COMMAND, a compiler with its arguments, must fail and say EXPECTED; where that is empty it must succeed.

separate_arguments(COMMAND UNIX_COMMAND "${COMMAND}")
execute_process(COMMAND ${COMMAND} RESULT_VARIABLE status ERROR_VARIABLE messages)
if(EXPECTED STREQUAL "")
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "what should compile does not:\n${messages}")
  endif()
elseif(status EQUAL 0)
  message(FATAL_ERROR "this compiles, but must not")
elseif(NOT messages MATCHES "${EXPECTED}")
  message(FATAL_ERROR "the messages do not mention ${EXPECTED}:\n${messages}")
endif()
