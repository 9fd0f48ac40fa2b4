#!/bin/sh
# Unpacks Debian 13's xsimd, which is newer than Debian 12's, into DIRECTORY. It installs nothing.
#
#   tools/unpack_debian_13_xsimd.sh DIRECTORY
set -eu
[ $# -eq 1 ] || {
  echo "usage: $0 DIRECTORY" >&2
  exit 1
}
archive=$("$(dirname "$0")/debian_archive.sh")
mkdir -p "$1"
cd "$1"
mkdir -p apt/lists/partial apt/cache/archives/partial
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive trixie main" >apt/sources.list
options="-o Dir::Etc::sourcelist=$PWD/apt/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=$PWD/apt/lists
  -o Dir::Cache=$PWD/apt/cache -o APT::Sandbox::User=root"
# shellcheck disable=SC2086  # words are options
apt-get $options update
# shellcheck disable=SC2086
apt-get $options download libxsimd-dev
dpkg-deb -x libxsimd-dev_*.deb .
