#!/bin/bash
# compile_time.sh <compiler> <flags>...: what including act, and calling it, costs beside xsimd alone. The best of 9
# compilations of each, one after the other, in seconds of processor time.
set -eu

readonly gelu='#include <act/gelu.hpp>
#include <span>
using floats = std::span<float>;'
names=('<xsimd/xsimd.hpp>' '<act/gelu.hpp>' '<act/act.hpp>' 'gelu of floats' 'and backward' 'and bias, gated')
sources=('#include <xsimd/xsimd.hpp>'
         '#include <act/gelu.hpp>'
         '#include <act/act.hpp>'
         "$gelu void calls(floats x, floats y) { act::gelu(x, y); }"
         "$gelu void calls(floats x, floats y, floats z) { act::gelu(x, y); act::gelu.backward(x, y, z); }"
         "$gelu void calls(floats x, floats y, floats z) { act::gelu(x, y); act::gelu.backward(x, y, z);
                                                           act::gelu.bias(x, y, z); act::gelu.gated(x, y, z); }")
TIMEFORMAT='%U %S'

seconds_to_compile() {
  local report
  report=$({ time "$@" -std=c++20 -O2 -x c++ -c -o /dev/null - <<<"$source"; } 2>&1) || {
    echo "$report" >&2
    return 1
  }
  tail -n 1 <<<"$report" | awk '{ printf "%.3f", $1 + $2 }'
}

best=()
for round in {1..9}; do
  for k in "${!names[@]}"; do
    source=${sources[k]}
    seconds=$(seconds_to_compile "$@")
    best[k]=$(printf '%s\n' "$seconds" "${best[k]:-$seconds}" | sort -n | head -n 1)
  done
done

for k in "${!names[@]}"; do
  awk -v name="${names[k]}" -v seconds="${best[k]}" -v base="${best[0]}" \
    'BEGIN { printf "%-18s %.3f s   %.2f times xsimd\n", name, seconds, seconds / base }'
done
