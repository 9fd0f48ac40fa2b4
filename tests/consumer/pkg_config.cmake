# Compiles and runs small_program.cpp with what pkg-config says of an installed act.

set(ENV{PKG_CONFIG_PATH} ${PREFIX}/share/pkgconfig:$ENV{PKG_CONFIG_PATH})
execute_process(COMMAND ${PKG_CONFIG} --cflags --libs act OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY
                OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX MATCH "-I([^ ]+)" first_include "${flags}")
cmake_path(SET include_directory NORMALIZE "${CMAKE_MATCH_1}")
if(NOT include_directory STREQUAL "${PREFIX}/include")
  message(FATAL_ERROR "pkg-config does not name the installed headers: ${flags}")
endif()
separate_arguments(flags UNIX_COMMAND "${flags}")
file(MAKE_DIRECTORY ${PREFIX})
execute_process(COMMAND ${COMPILER} -std=c++20 ${CMAKE_CURRENT_LIST_DIR}/small_program.cpp ${flags} -o ${PREFIX}/program
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${PREFIX}/program COMMAND_ERROR_IS_FATAL ANY)
