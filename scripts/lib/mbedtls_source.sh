#!/usr/bin/env bash
# scripts/lib/mbedtls_source.sh: mbedTLS's source, which the WebAssembly module compiles AES-GCM from, in build/mbedtls.
#
# It comes as Debian's source package, from the mirror that this host takes its packages from. apt gets a configuration,
# lists and a cache of its own under build/: nothing of the system changes, and any user may run it. What arrives is
# taken by its checksum alone. Without a network: put mbedtls_2.28.3.orig.tar.gz into build/downloads first.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "$0")/common.sh"

# Debian's own changes to 2.28.3 touch the packaging only, so the upstream archive is all of the source.
readonly VERSION=2.28.3
readonly TARBALL=mbedtls_$VERSION.orig.tar.gz
readonly SHA256=3b4953aa55a681e084d31892d9904cc5328d6b4958ea57b90ae4b4f94ae69a8d
readonly DOWNLOADS=$ROOT/build/downloads
readonly SOURCE=$ROOT/build/mbedtls

is_sound() { [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$SHA256  -" ]; }

# "deb-src" lines for where the host's own packages of Debian 12 come from; where it has no lists, Debian's own address.
source_lines() {
  local lines
  # shellcheck disable=SC2016  # the dollars are apt's
  lines=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
    grep ' bookworm' | sort -u) || lines="http://deb.debian.org/debian bookworm"
  sed 's|^|deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] |; s|$| main|' <<<"$lines"
}

# Root's apt downloads as another user, who may not reach a home directory: here it does not change.
own_apt() {
  apt-get -qq -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$work/lists" \
    -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::http::Timeout=30 "$@"
}

download() {
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
  source_lines >"$work/sources.list"
  (cd "$work" && own_apt update && own_apt source --download-only mbedtls >&2) || return 1
  [ -f "$work/$TARBALL" ] || { echo "Debian offers another version than $VERSION: $(cd "$work" && ls mbedtls_*.orig.tar.*)" >&2; return 1; }
  mv "$work/$TARBALL" "$DOWNLOADS/"
}

unpack() {
  mkdir "$work/source"
  tar -xzf "$DOWNLOADS/$TARBALL" -C "$work/source" --strip-components=1 --exclude='*/3rdparty' \
    --wildcards '*/LICENSE' '*/include/mbedtls/*' '*/library/*' || return 1
  echo "$SHA256" >"$work/source/.unpacked-from"
  rm -rf "$SOURCE"
  mv "$work/source" "$SOURCE"
}

main() {
  [ "$(cat "$SOURCE/.unpacked-from" 2>/dev/null)" != "$SHA256" ] || return 0
  mkdir -p "$DOWNLOADS"
  work=$(mktemp -d "$ROOT/build/mbedtls.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  is_sound "$DOWNLOADS/$TARBALL" || download ||
    die "mbedTLS's source cannot be had from Debian's mirror (see above). Without a network: put $TARBALL into build/downloads"
  is_sound "$DOWNLOADS/$TARBALL" || die "build/downloads/$TARBALL is not the archive with the SHA-256 $SHA256"
  unpack
}

main "$@"
