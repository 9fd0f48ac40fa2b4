# The target act::parallel: act, and what the standard library's execution policies need to be parallel. Where that is
# missing there is no such target. Installed: find_package(act COMPONENTS parallel) reads it too.

if(NOT TARGET TBB::tbb)
  find_package(TBB QUIET ${act_tbb_scope})
endif()
if(NOT TARGET act::parallel AND (TARGET TBB::tbb OR MSVC))
  add_library(act::parallel INTERFACE IMPORTED ${act_tbb_scope})
  set_property(TARGET act::parallel PROPERTY INTERFACE_LINK_LIBRARIES act::act $<$<TARGET_EXISTS:TBB::tbb>:TBB::tbb>)
endif()
