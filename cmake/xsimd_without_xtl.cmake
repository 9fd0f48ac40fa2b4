# Debian's xsimd links xtl, a package it does not depend on and act does not use: without that package nothing would link.
find_package(xtl QUIET)
if(NOT TARGET xtl)
  get_target_property(act_xsimd_links xsimd INTERFACE_LINK_LIBRARIES)
  if("xtl" IN_LIST act_xsimd_links)
    list(REMOVE_ITEM act_xsimd_links xtl)
    set_target_properties(xsimd PROPERTIES INTERFACE_LINK_LIBRARIES "${act_xsimd_links}")
  endif()
endif()
