# The target act_single_header: all of act as single_header/act/act.hpp in the build directory.

find_package(Python3 QUIET COMPONENTS Interpreter)
if(NOT Python3_FOUND)
  return()
endif()

set(act_single_header_directory ${PROJECT_BINARY_DIR}/single_header)
set(act_single_header_script ${PROJECT_SOURCE_DIR}/tools/make_single_header.py)
file(GLOB_RECURSE act_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/act/*.hpp)
add_custom_command(OUTPUT ${act_single_header_directory}/act/act.hpp
                   COMMAND ${Python3_EXECUTABLE} ${act_single_header_script} ${act_single_header_directory}/act/act.hpp
                   DEPENDS ${act_single_header_script} ${act_headers} ${PROJECT_SOURCE_DIR}/LICENSE VERBATIM)
add_custom_target(act_single_header DEPENDS ${act_single_header_directory}/act/act.hpp)
