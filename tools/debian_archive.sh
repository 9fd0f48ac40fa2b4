#!/bin/sh
# Prints the address of the first of this machine's apt sources that is a Debian archive: its main component, not its
# security updates.
set -eu
archive=$(apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(COMPONENT)' 'Created-By: Packages' |
  awk -F'|' '$2 == "Debian" && $3 == "Debian" && $4 == "main" { print $1; exit }')
[ -n "$archive" ] || {
  echo "debian_archive: no Debian archive among the sources of apt: apt-get update" >&2
  exit 1
}
echo "$archive"
