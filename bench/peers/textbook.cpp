// The loop that people write, compiled with -O3.

#include "peers.hpp"
#include "textbook_loops.hpp"

#include <gnu/libc-version.h>

namespace bench {

std::vector<peer> textbook_loop() {
  return {{"loop",
           std::string("glibc ") + gnu_get_libc_version(),
           {textbook_call<float>, textbook_call<double>},
           {textbook_call<float, fused_form, fused_arrays>, textbook_call<double, fused_form, fused_arrays>}}};
}

}  // namespace bench
