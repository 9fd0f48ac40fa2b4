# CPack's Debian packages: libact-dev, and where act::dispatch is a shared library libact-dispatch with its version.
# Configured with CMAKE_INSTALL_PREFIX=/usr (the preset `package`), files go where Debian's packages have theirs.

if(NOT ACT_INSTALL OR NOT ACT_XSIMD_IS_PACKAGED)
  return()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME act)
set(CPACK_PACKAGE_VENDOR act)
set(CPACK_PACKAGE_CONTACT "act <https://github.com/act-library/act>")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)

# act_debian_package(<component> <name> <section>): and the licence where Debian looks for it, in the package alone.
function(act_debian_package component name section)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} RENAME copyright COMPONENT ${component}
          EXCLUDE_FROM_ALL)
  string(TOUPPER ${component} component)
  set(CPACK_DEBIAN_${component}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${component}_PACKAGE_SECTION ${section} PARENT_SCOPE)
endfunction()

act_debian_package(act_development libact-dev libdevel)
set(CPACK_COMPONENTS_ALL act_development)
set(CPACK_COMPONENT_ACT_DEVELOPMENT_DESCRIPTION "Headers, CMake package and pkg-config files of act.")
set(CPACK_DEBIAN_ACT_DEVELOPMENT_PACKAGE_DEPENDS "libxsimd-dev (>= 8.1)")
if(NOT TARGET act_dispatch)
  set(CPACK_DEBIAN_ACT_DEVELOPMENT_PACKAGE_ARCHITECTURE all)
else()
  get_target_property(act_dispatch_type act_dispatch TYPE)
  if(act_dispatch_type STREQUAL SHARED_LIBRARY)
    set(act_dispatch_package libact-dispatch${act_dispatch_soversion})
    act_debian_package(act_runtime ${act_dispatch_package} libs)
    list(APPEND CPACK_COMPONENTS_ALL act_runtime)
    set(CPACK_COMPONENT_ACT_RUNTIME_DESCRIPTION "act's loops for each instruction set, and the choice between them.")
    string(APPEND CPACK_DEBIAN_ACT_DEVELOPMENT_PACKAGE_DEPENDS ", ${act_dispatch_package} (= ${PROJECT_VERSION})")
    set(CPACK_DEBIAN_ACT_RUNTIME_PACKAGE_GENERATE_SHLIBS ON)
    find_program(ACT_DPKG_SHLIBDEPS dpkg-shlibdeps)
    if(ACT_DPKG_SHLIBDEPS)
      set(CPACK_DEBIAN_ACT_RUNTIME_PACKAGE_SHLIBDEPS ON)
    else()
      set(CPACK_DEBIAN_ACT_RUNTIME_PACKAGE_DEPENDS "libc6, libgcc-s1, libstdc++6")
    endif()
  endif()
endif()

include(CPack)
