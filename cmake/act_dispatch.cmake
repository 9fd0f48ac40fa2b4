# The target act::dispatch: the loops of act's own activations, and the choice between them.

include(cmake/dispatch.cmake)

add_library(act_dispatch include/act/dispatch/choose.cpp)
add_library(act::dispatch ALIAS act_dispatch)
set(act_dispatch_soversion ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set_target_properties(act_dispatch PROPERTIES EXPORT_NAME dispatch
                      VERSION ${PROJECT_VERSION} SOVERSION ${act_dispatch_soversion} POSITION_INDEPENDENT_CODE ON
                      WINDOWS_EXPORT_ALL_SYMBOLS ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
target_link_libraries(act_dispatch PUBLIC act::act)
target_compile_definitions(act_dispatch INTERFACE ACT_DISPATCH)

# The header has the list.
file(STRINGS include/act/dispatch/activations.hpp act_dispatched REGEX "^ACT_DISPATCHED\\([a-z_]+\\)$")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS include/act/dispatch/activations.hpp)
foreach(line IN LISTS act_dispatched)
  string(REGEX REPLACE "^ACT_DISPATCHED\\((.*)\\)$" "\\1" activation ${line})
  act_add_dispatched(act_dispatch HEADER act/${activation}.hpp ACTIVATION act::${activation}_fn)
endforeach()
