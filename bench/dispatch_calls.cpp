// Compiled for two targets, see dispatch_calls.hpp.

#include "dispatch_calls.hpp"

#include <act/act.hpp>

#if defined(ACT_DISPATCH)
#define CALLS bench::dispatched
#else
#define CALLS bench::compiled_in
#endif

namespace {

template <auto F>
void call_of(const std::vector<float>& x, std::vector<float>& y) {
  F(x, y);
}

}  // namespace

bench::activation_call* const CALLS::calls[] = {call_of<act::gelu>, call_of<act::silu>, call_of<act::relu>,
                                                call_of<act::elu>};
const char* CALLS::isa() { return act::active_isa().data(); }
