file(READ ${SCRIPT} rules)
if(rules MATCHES "file\\(INSTALL")
  message(FATAL_ERROR "act brings install rules into a project that vendors it: ${SCRIPT}")
endif()
