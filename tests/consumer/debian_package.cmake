# cmake -DPACKAGES=<directory> -DVERSION=<act's> -DCOMPILER=<compiler> -P debian_package.cmake
# Unpacks the Debian packages of a directory below it, and builds and runs find_package/ with what is in them.

file(GLOB packages ${PACKAGES}/libact-*.deb)
set(root ${PACKAGES}/unpacked)
file(REMOVE_RECURSE ${root} ${PACKAGES}/consumer)

function(field result package name)
  execute_process(COMMAND dpkg-deb --field ${package} ${name} OUTPUT_VARIABLE value OUTPUT_STRIP_TRAILING_WHITESPACE
                  COMMAND_ERROR_IS_FATAL ANY)
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

set(names "")
foreach(package IN LISTS packages)
  field(name ${package} Package)
  field(version ${package} Version)
  list(APPEND names ${name})
  if(NOT version STREQUAL VERSION)
    message(FATAL_ERROR "${package} is version ${version}, not ${VERSION}")
  endif()
  execute_process(COMMAND dpkg-deb --extract ${package} ${root} COMMAND_ERROR_IS_FATAL ANY)
  if(NOT EXISTS ${root}/usr/share/doc/${name}/copyright)
    message(FATAL_ERROR "${package} has no copyright file")
  endif()
  if(name STREQUAL "libact-dev")
    field(depends ${package} Depends)
  endif()
endforeach()

if(NOT depends MATCHES "libxsimd-dev")
  message(FATAL_ERROR "libact-dev is missing or does not depend on xsimd: ${packages}")
endif()
file(GLOB_RECURSE library ${root}/usr/lib/libact_dispatch.so.${VERSION})
if(library)
  string(REGEX MATCH "^[0-9]+\\.[0-9]+" soversion ${VERSION})
  execute_process(COMMAND objdump -p ${library} OUTPUT_VARIABLE headers COMMAND_ERROR_IS_FATAL ANY)
  if(NOT headers MATCHES "SONAME +libact_dispatch\\.so\\.${soversion}\n")
    message(FATAL_ERROR "${library} has another SONAME than libact_dispatch.so.${soversion}")
  endif()
  set(runtime libact-dispatch${soversion})
  if(NOT runtime IN_LIST names OR NOT depends MATCHES "${runtime} \\(= ${VERSION}\\)")
    message(FATAL_ERROR "libact-dev does not depend on the package of ${library}: ${depends}")
  endif()
endif()

execute_process(COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/find_package -B ${PACKAGES}/consumer
                        -DCMAKE_CXX_COMPILER=${COMPILER} -Dact_DIR=${root}/usr/share/cmake/act -DVERSION=${VERSION}
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${PACKAGES}/consumer COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${PACKAGES}/consumer/program COMMAND_ERROR_IS_FATAL ANY)
if(library AND NOT EXISTS ${PACKAGES}/consumer/dispatched_program)
  message(FATAL_ERROR "find_package(act) does not find act::dispatch, which is in the packages")
endif()
