#!/bin/sh
# Unpacks Debian's Linux for virtual machines into DIRECTORY. It installs nothing.
#
#   tools/unpack_debian_kernel.sh DIRECTORY
set -eu
[ $# -eq 1 ] || {
  echo "usage: $0 DIRECTORY" >&2
  exit 1
}
package=$(apt-cache depends linux-image-cloud-amd64 | sed -n 's/^ *Depends: //p')
rm -rf "$1"
mkdir -p "$1"
cd "$1"
apt-get -o APT::Sandbox::User=root download "$package"
dpkg-deb -x "$package"_*.deb .
