# Compiles and runs programs with what pkg-config says of the act in PREFIX: of act, and where DISPATCH is true of
# act-dispatch, whose library is in LIBDIR below PREFIX.

set(ENV{PKG_CONFIG_PATH} ${PREFIX}/share/pkgconfig:${PREFIX}/${LIBDIR}/pkgconfig:$ENV{PKG_CONFIG_PATH})

# compile_and_run(<source> <pkg-config's name of what it uses>)
function(compile_and_run source package)
  execute_process(COMMAND ${PKG_CONFIG} --cflags --libs ${package} OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  string(REGEX MATCH "-I([^ ]+)" first_include "${flags}")
  cmake_path(SET include_directory NORMALIZE "${CMAKE_MATCH_1}")
  if(NOT include_directory STREQUAL "${PREFIX}/include")
    message(FATAL_ERROR "pkg-config does not name the installed headers: ${flags}")
  endif()
  separate_arguments(flags UNIX_COMMAND "${flags}")
  set(program ${PREFIX}/program_of_${package})
  execute_process(COMMAND ${COMPILER} -std=c++20 ${CMAKE_CURRENT_LIST_DIR}/${source} ${flags} -o ${program}
                  COMMAND_ERROR_IS_FATAL ANY)
  set(ENV{LD_LIBRARY_PATH} ${PREFIX}/${LIBDIR}:$ENV{LD_LIBRARY_PATH})
  execute_process(COMMAND ${program} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

compile_and_run(small_program.cpp act)
if(DISPATCH)
  compile_and_run(dispatched_program.cpp act-dispatch)
endif()
