#!/bin/bash
# compile_time.sh <compiler> <flags>...: what including act costs beside xsimd alone. The best of 9 compilations of each
# header, one after the other, in seconds of processor time.
set -eu

headers=(xsimd/xsimd.hpp act/gelu.hpp act/act.hpp)
declare -A best
TIMEFORMAT='%U %S'

seconds_to_compile() {
  local report
  report=$({ time "$@" -std=c++20 -O2 -x c++ -c -o /dev/null - <<<"#include <$header>"; } 2>&1) || {
    echo "$report" >&2
    return 1
  }
  tail -n 1 <<<"$report" | awk '{ printf "%.3f", $1 + $2 }'
}

for round in {1..9}; do
  for header in "${headers[@]}"; do
    seconds=$(seconds_to_compile "$@")
    best[$header]=$(printf '%s\n' "$seconds" "${best[$header]:-$seconds}" | sort -n | head -n 1)
  done
done

for header in "${headers[@]}"; do
  awk -v header="$header" -v seconds="${best[$header]}" -v base="${best[${headers[0]}]}" \
    'BEGIN { printf "%-18s %.3f s   %.2f times xsimd\n", header, seconds, seconds / base }'
done
