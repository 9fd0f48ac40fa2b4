#!/bin/sh
# Builds the comparison with other libraries in a root that prepare_debian_13.sh made, and runs it there: once for this
# machine and once held to AVX2. What follows the names of the files goes to the program.
#
#   tools/run_peers_in.sh ROOT [OUTPUT.json OUTPUT-AVX2.json [OPTION...]]
set -eu

fail() {
  echo "run_peers_in: $1" >&2
  exit 1
}

[ $# -eq 1 ] || [ $# -ge 3 ] || fail "usage: $0 ROOT [OUTPUT.json OUTPUT-AVX2.json [OPTION...]]"
repository=$(cd "$(dirname "$0")/.." && pwd)
root=$1
output=${2:-$repository/docs/performance.json}
output_avx2=${3:-$repository/docs/performance-avx2.json}
if [ $# -ge 3 ]; then shift 3; else shift; fi
[ -e "$root/etc/debian_version" ] || fail "$root has no Debian: tools/prepare_debian_13.sh $root"
[ "$(id -u)" -eq 0 ] || fail "run as root, for it changes roots"

# A copy, so that an edit during the build is not half of it.
rm -rf "$root/act"
mkdir -p "$root/act" "$root/build"
tar -C "$repository" --exclude=./build --exclude=./.git -cf - . | tar -C "$root/act" -xf -

inside() {
  chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$@"
}

# compare PRESET OUTPUT [OPTION...]
compare() {
  preset=$1
  json=$2
  shift 2
  inside sh -euc 'cd /act && cmake --preset "$1" -B "/build/$1" && nice cmake --build "/build/$1" --target compare' - "$preset"
  inside "/build/$preset/bench/peers/compare" --output /build/measured.json "$@"
  mv "$root/build/measured.json" "$json"
}

# The processor's name and features stand in /proc.
mounted=
if [ ! -e "$root/proc/cpuinfo" ]; then
  mount -t proc proc "$root/proc" && mounted=yes
fi
trap '[ -z "$mounted" ] || umount "$root/proc"' EXIT
compare peers "$output" "$@"
compare peers-avx2 "$output_avx2" "$@"
