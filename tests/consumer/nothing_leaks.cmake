# Included by a project that has just vendored act: nothing of act's own may have reached it.

function(require_empty what)
  if(ARGN AND NOT "${ARGN}" MATCHES "NOTFOUND$")
    message(FATAL_ERROR "act leaks ${what}: ${ARGN}")
  endif()
endfunction()

get_property(act_directory TARGET act PROPERTY SOURCE_DIR)
get_property(act_binary_directory TARGET act PROPERTY BINARY_DIR)
get_property(tests DIRECTORY ${act_directory} PROPERTY TESTS)
get_property(subdirectories DIRECTORY ${act_directory} PROPERTY SUBDIRECTORIES)
get_property(targets DIRECTORY ${act_directory} PROPERTY BUILDSYSTEM_TARGETS)
get_property(options TARGET act PROPERTY INTERFACE_COMPILE_OPTIONS)
get_property(definitions TARGET act PROPERTY INTERFACE_COMPILE_DEFINITIONS)
get_property(link_options TARGET act PROPERTY INTERFACE_LINK_OPTIONS)
get_property(directory_options DIRECTORY PROPERTY COMPILE_OPTIONS)
list(REMOVE_ITEM targets act)
require_empty("tests" ${tests})
require_empty("directories" ${subdirectories})
require_empty("targets" ${targets})
require_empty("compile options" ${options} ${directory_options})
require_empty("compile definitions" ${definitions})
require_empty("link options" ${link_options})
if(DEFINED BUILD_TESTING)
  message(FATAL_ERROR "act sets BUILD_TESTING")
endif()
if(NOT CMAKE_CXX_FLAGS STREQUAL flags_before_act)
  message(FATAL_ERROR "act changes CMAKE_CXX_FLAGS to ${CMAKE_CXX_FLAGS}")
endif()

# The install rules are written when CMake generates.
add_custom_target(no_install_rules ALL
                  COMMAND ${CMAKE_COMMAND} -DSCRIPT=${act_binary_directory}/cmake_install.cmake
                          -P ${CMAKE_CURRENT_LIST_DIR}/require_no_install_rules.cmake)
