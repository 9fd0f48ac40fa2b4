// The loop that people write, compiled with -O3 -ffast-math: g++ then calls the vector functions of glibc's libmvec.

#include "other_forms.hpp"
#include "peers.hpp"
#include "textbook_loops.hpp"

#include <gnu/libc-version.h>

namespace bench {
namespace {

template <class T, class Form = direction, template <class> class Arrays = arrays>
call other_form_call(function f, Form form, const Arrays<T>& a) {
  if (f == function::gelu) return loop<other_forms::gelu>(form, a);
  if (f == function::gelu_tanh) return loop<other_forms::gelu_tanh>(form, a);
  return {};
}

}  // namespace

std::vector<peer> textbook_loop_with_fast_math() {
  const std::string version = std::string("glibc ") + gnu_get_libc_version();
  return {{"libmvec",
           version,
           {textbook_call<float>, textbook_call<double>},
           {textbook_call<float, fused_form, fused_arrays>, textbook_call<double, fused_form, fused_arrays>}},
          {"libmvec (erfc, σ)",
           version,
           {other_form_call<float>, other_form_call<double>},
           {other_form_call<float, fused_form, fused_arrays>, other_form_call<double, fused_form, fused_arrays>}}};
}

}  // namespace bench
