#include "compiled_activation.hpp"

#if defined(__FAST_MATH__)
const bool accuracy::is_fast_math = true;
#else
const bool accuracy::is_fast_math = false;
#endif
