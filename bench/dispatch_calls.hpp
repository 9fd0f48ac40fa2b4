#pragma once

// The same calls, compiled twice: with act::act and with act::dispatch.

#include <cstddef>
#include <vector>

namespace bench {

using activation_call = void(const std::vector<float>& x, std::vector<float>& y);
inline constexpr const char* names[] = {"gelu", "silu", "relu", "elu"};
inline constexpr std::size_t call_count = 4;

namespace compiled_in {
extern activation_call* const calls[call_count];
const char* isa();
}  // namespace compiled_in

namespace dispatched {
extern activation_call* const calls[call_count];
const char* isa();
}  // namespace dispatched

}  // namespace bench
