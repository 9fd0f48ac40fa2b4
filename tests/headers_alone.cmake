# Every header compiles alone but for xsimd's, which takes most of the time, and twice in one translation unit.

file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/include/act/*.hpp)
add_library(headers_alone OBJECT)
act_own_target(headers_alone)
target_link_libraries(headers_alone PRIVATE xsimd)
target_precompile_headers(headers_alone PRIVATE <xsimd/xsimd.hpp>)
target_compile_options(headers_alone PRIVATE $<IF:$<BOOL:${MSVC}>,/Od,-O0>)
foreach(header IN LISTS headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include <${header}>\n#include <${header}>\n")
  target_sources(headers_alone PRIVATE ${source})
endforeach()
