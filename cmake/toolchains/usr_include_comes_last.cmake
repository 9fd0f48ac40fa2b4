# Packages that are in /usr/include then add no -isystem, which would put it before the target's own headers.
list(APPEND CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES /usr/include)
