# shellcheck shell=bash
# Debian packages from scripts/packages.txt. To be sourced after common.sh.

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "packages are missing and neither root nor sudo is at hand; as root: apt-get install $*"
  fi
}

# Lines "PACKAGE PREFIX" ("-": any version), without comments and without what another source provides.
wanted_packages() {
  local package prefix condition
  sed 's/#.*//' "$ROOT/scripts/packages.txt" | while read -r package prefix condition; do
    [ -n "$package" ] || continue
    if [ -n "$condition" ] && command -v "${condition#unless:}" >/dev/null; then continue; fi
    echo "$package ${prefix:--}"
  done
}

installed_packages() {
  dpkg-query -W -f '${db:Status-Status} ${binary:Package} ${Version}\n' | sed -n 's/^installed //p' | sed 's/^\([^ :]*\):[^ ]*/\1/'
}

missing_packages() {
  join -v 1 <(wanted_packages | sort -k 1,1) <(installed_packages | sort -k 1,1) | cut -d ' ' -f 1
}

# One line for each package whose upstream version is not the one this tree is measured with.
report_versions() {
  join <(wanted_packages | sort -k 1,1) <(installed_packages | sort -k 1,1) | while read -r package prefix version; do
    case $prefix in
      -) ;;
      *) [[ $version == "$prefix"* ]] || echo "  note: $package is $version; this tree is measured with $prefix" ;;
    esac
  done
}

# Debian's nginx starts itself on port 80 when installed. Ours runs unprivileged with its own configuration, so for the
# length of the installation a policy keeps that one service down, unless the host has a policy of its own.
deny_nginx_start() {
  [ ! -e /usr/sbin/policy-rc.d ] || return 1
  # shellcheck disable=SC2016  # $1 is for the policy's own shell
  printf '#!/bin/sh\ncase "$1" in nginx) exit 101;; esac\nexit 0\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
  as_root chmod 755 /usr/sbin/policy-rc.d
}

# ... and it would start at the next boot: only an nginx that we brought in ourselves is disabled.
disable_packaged_nginx() {
  [ -d /run/systemd/system ] || return 0
  as_root systemctl disable --quiet nginx.service || true
}

# Debian's PostgreSQL makes a cluster of its own when installed, and starts it; ours are made where they are needed.
readonly NO_MAIN_CLUSTER=/etc/postgresql-common/createcluster.d/ratestack.conf
forbid_main_cluster() {
  as_root mkdir -p "$(dirname $NO_MAIN_CLUSTER)"
  echo "create_main_cluster = false" | as_root tee $NO_MAIN_CLUSTER >/dev/null
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@"
}

install_packages() {
  local brings_nginx=0 policy=0 rc=0
  [[ " $* " == *" nginx"* ]] && brings_nginx=1
  apt_get update || return 1
  if [ $brings_nginx = 1 ] && deny_nginx_start; then policy=1; fi
  [[ " $* " != *" postgresql-15 "* ]] || forbid_main_cluster
  apt_get install -y --no-install-recommends "$@" || rc=1
  as_root rm -f $NO_MAIN_CLUSTER
  [ $policy = 0 ] || as_root rm -f /usr/sbin/policy-rc.d
  [ $brings_nginx = 0 ] || disable_packaged_nginx
  return $rc
}
