# install(): the headers, the CMake package and the pkg-config files. The component act_runtime is the shared library of
# act::dispatch alone, act_development the rest.

if(NOT ACT_XSIMD_IS_PACKAGED)
  # A fetched xsimd is in no export set, so the installed package could not name it.
  message(STATUS "act: no install rules, for xsimd was not found as a package; install it (libxsimd-dev) and configure again")
  return()
endif()

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

install(DIRECTORY include/act DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT act_development
        FILES_MATCHING PATTERN *.hpp)
install(TARGETS act EXPORT act)
if(TARGET act_dispatch)
  install(TARGETS act_dispatch EXPORT act RUNTIME COMPONENT act_runtime
          LIBRARY COMPONENT act_runtime NAMELINK_COMPONENT act_development ARCHIVE COMPONENT act_development)
endif()
install(EXPORT act NAMESPACE act:: DESTINATION ${CMAKE_INSTALL_DATADIR}/cmake/act FILE actTargets.cmake
        COMPONENT act_development)

configure_package_config_file(cmake/actConfig.cmake.in actConfig.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_DATADIR}/cmake/act)
if(NOT TARGET act_dispatch)
  set(act_independent ARCH_INDEPENDENT)
endif()
write_basic_package_version_file(actConfigVersion.cmake COMPATIBILITY SameMinorVersion ${act_independent})
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/actConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/actConfigVersion.cmake
              cmake/dispatch.cmake cmake/parallel.cmake cmake/xsimd_without_xtl.cmake
        DESTINATION ${CMAKE_INSTALL_DATADIR}/cmake/act COMPONENT act_development)

set(act_pkgconfig_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
if(IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
  set(act_pkgconfig_includedir "${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(cmake/act.pc.in act.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/act.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig
        COMPONENT act_development)
if(TARGET act_dispatch)
  configure_file(cmake/act-dispatch.pc.in act-dispatch.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/act-dispatch.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT act_development)
endif()
