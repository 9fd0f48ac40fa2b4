#!/bin/sh
# Prepares a Debian 13 root with packages, or with the libraries that bench/peers compares act with, from the archive that
# this machine's own apt sources name.
#
#   tools/prepare_debian_13.sh ROOT [PACKAGE...]
set -eu

release=trixie
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
compiler="g++ cmake ninja-build libxsimd-dev libcli11-dev libmpfr-dev libbenchmark-dev"
peers="libeigen3-dev libsleef-dev libdnnl-dev libxnnpack-dev libpthreadpool-dev libtorch-dev"

fail() {
  echo "prepare_debian_13: $1" >&2
  exit 1
}

[ $# -ge 1 ] || fail "usage: $0 ROOT [PACKAGE...]"
root=$1
shift
packages=${*:-$compiler $peers}
[ "$(id -u)" -eq 0 ] || fail "run as root: debootstrap makes devices and changes roots"
command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install -y debootstrap"
[ -e "$keyring" ] || fail "$keyring is missing: apt-get install -y debian-archive-keyring"

archive=$("$(dirname "$0")/debian_archive.sh")

if [ ! -e "$root/etc/debian_version" ]; then
  mkdir -p "$root"
  debootstrap --variant=minbase --keyring="$keyring" "$release" "$root" "$archive"
fi

# How this machine reaches the archive: its proxy, its pinned dates and the like.
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf "$root/etc/resolv.conf"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
chroot "$root" apt-get update
# shellcheck disable=SC2086  # words are packages
chroot "$root" apt-get install -y --no-install-recommends $packages
chroot "$root" apt-get clean
