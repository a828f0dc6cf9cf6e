#!/usr/bin/env bash
# Installs PostgreSQL and pgvector 0.8.0 or later on Debian 12, Debian 13 or Ubuntu, without Docker: install-pgvector.sh [--check]
#
#   (nothing)   installs what is missing; needs root only for that, and returns at once when all is there
#   --check     installs nothing: says what is there, and exits with 1 when something is missing
#   --help      prints this
#
# PG_MAJOR in the environment is the major version of PostgreSQL; without it the newest server that is installed, else the
# distribution's own. No cluster is made and no service is started: the tests start their own.
#
# pgvector is the distribution's own package where that is new enough. Elsewhere (Debian 12 has none) the source package of a
# later release of the same distribution is built here against the PostgreSQL here, since the binaries of a later release would
# need its libc. It comes from the mirror that apt uses anyway, through a temporary apt configuration with the distribution's own
# keys: apt checks all that it fetches, and its list of sources stays as it was. The result is a local package:
# `apt-get remove postgresql-N-pgvector` takes it away, and a package of the distribution replaces it.
set -euo pipefail

minimum=0.8.0

say() { echo "install-pgvector: $*"; }
fail() {
  say "$*" >&2
  exit 1
}

# The newest major version of a server that is installed, or nothing.
newest_server() {
  local server
  for server in /usr/lib/postgresql/*/bin/postgres; do
    if [[ -x $server ]]; then
      basename "${server%/bin/postgres}"
    fi
  done | sort -V | tail -n 1
}

# What CREATE EXTENSION would make in a server of major version $1, or nothing.
vector_version() {
  local control=/usr/share/postgresql/$1/extension/vector.control
  if [[ -e $control && -e /usr/lib/postgresql/$1/lib/vector.so ]]; then
    sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control"
  fi
}

is_complete() {
  local version
  version=$(vector_version "$1")
  [[ -x /usr/lib/postgresql/$1/bin/postgres && -n $version ]] && dpkg --compare-versions "$version" ge "$minimum"
}

# apt-get, silent unless it fails; waits while another one runs.
apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=600 "$@" >"$work/apt.log" 2>&1 || {
    tail -n 20 "$work/apt.log" >&2
    fail "apt-get $* failed"
  }
}

# The version that apt would install of a package, or nothing.
candidate() {
  apt-cache policy "$1" 2>/dev/null | sed -n -e '/(none)/d' -e 's/^  Candidate: //p'
}

install_server() {
  # Without this the package makes a cluster and starts it on port 5432.
  no_cluster=/etc/postgresql-common/createcluster.d/lince-no-cluster.conf
  mkdir -p "${no_cluster%/*}"
  echo 'create_main_cluster = false' >"$no_cluster"
  apt install --no-install-recommends "postgresql-$major"
}

# The mirror of this release, as apt itself reads its list of sources.
mirror() {
  # shellcheck disable=SC2016 # apt's placeholders, not the shell's
  apt-get indextargets --format '$(ORIGIN)|$(CODENAME)|$(RELEASE)|$(REPO_URI)' 'Created-By: Packages' |
    awk -F'|' -v o="$ID" -v c="$VERSION_CODENAME" 'tolower($1) == o && $2 == c && $3 !~ /-/ && !found {print $4; found = 1}'
}

# The source of pgvector, unpacked into $work/build; its version in source_version.
fetch_source() {
  local release component source
  case $ID in
    debian) release=trixie component=main ;;
    ubuntu) release=resolute component=universe ;;
    *) fail "found no package of pgvector $minimum or later, and can build one on Debian and Ubuntu only, not on $ID" ;;
  esac
  source=$(mirror)
  [[ -n $source ]] || fail "found no mirror of $ID $VERSION_CODENAME among the sources of apt"
  mkdir -p "$work"/{lists,archives}/partial "$work/source"
  chown -R _apt "$work/lists" "$work/archives" "$work/source"
  echo "deb-src [signed-by=/usr/share/keyrings/$ID-archive-keyring.gpg] $source $release $component" >"$work/sources.list"
  local own=(-o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o APT::Get::List-Cleanup=false)
  apt "${own[@]}" update
  cd "$work/source"
  apt "${own[@]}" source --download-only pgvector
  # The key of the package's maintainer is not here; apt has checked the file by the archive's signature.
  dpkg-source --no-check -x pgvector_*.dsc "$work/build" >/dev/null
  source_version=$(sed -n '/^Version: /{s///p;q}' pgvector_*.dsc)
  dpkg --compare-versions "$source_version" ge "$minimum" || fail "$ID $release has only pgvector $source_version"
}

# The headers of the server, only unpacked: installed they would bring clang and llvm, 585 MB, for what is not built here.
fetch_headers() {
  headers=/usr/include/postgresql/$major/server
  if [[ ! -e $headers/postgres.h ]]; then
    mkdir "$work/headers"
    cd "$work/headers"
    apt -o APT::Sandbox::User=root download "postgresql-server-dev-$major"
    dpkg-deb -x ./*.deb .
    headers=$work/headers$headers
  fi
}

build_package() {
  local package=$work/package documents=$work/package/usr/share/doc/postgresql-$major-pgvector
  # With the default of OPTFLAGS it would be built for this very processor; the float distances choose theirs at run time anyway.
  local flags=(with_llvm=no OPTFLAGS= "PG_CONFIG=/usr/lib/postgresql/$major/bin/pg_config" "includedir_server=$headers")
  cd "$work/build"
  { make -s -j"$(nproc)" "${flags[@]}" && make -s install "${flags[@]}" "DESTDIR=$package"; } >"$work/make.log" 2>&1 || {
    tail -n 30 "$work/make.log" >&2
    fail "pgvector $source_version could not be built"
  }
  mkdir -p "$package/DEBIAN" "$documents"
  cp LICENSE "$documents/copyright"
  # The tilde makes it older than the distribution's package of the same version, which then replaces it.
  cat >"$package/DEBIAN/control" <<CONTROL
Package: postgresql-$major-pgvector
Version: $source_version~local
Architecture: $(dpkg --print-architecture)
Maintainer: root <root@localhost>
Depends: postgresql-$major, libc6
Section: database
Priority: optional
Description: pgvector for PostgreSQL $major, built on this machine
CONTROL
  dpkg-deb --root-owner-group -b "$package" "$work/pgvector.deb" >/dev/null
  apt install --no-install-recommends --allow-downgrades --reinstall "$work/pgvector.deb"
}

install_vector() {
  local packaged
  packaged=$(candidate "postgresql-$major-pgvector")
  if [[ -n $packaged && $packaged != *~local ]] && dpkg --compare-versions "$packaged" ge "$minimum"; then
    apt install --no-install-recommends "postgresql-$major-pgvector"
  else
    apt install --no-install-recommends gcc libc6-dev make dpkg-dev patch xz-utils
    fetch_source
    fetch_headers
    build_package
  fi
}

case ${1-} in
  '' | --check) ;;
  -h | --help)
    sed -n '2,/^set -e/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  *) fail "unknown option $1, see --help" ;;
esac

major=${PG_MAJOR:-$(newest_server)}
if [[ -n $major ]] && is_complete "$major"; then
  say "PostgreSQL $major with pgvector $(vector_version "$major") is there"
  exit 0
fi
[[ ${1-} != --check ]] || fail "PostgreSQL with pgvector $minimum or later is not there"
[[ $(id -u) == 0 ]] || fail "must be root to install"

cd /
# One at a time: the second finds everything there.
exec 9>/run/lince-install-pgvector.lock
flock 9
no_cluster=
work=$(mktemp -d)
trap 'rm -rf "$work" ${no_cluster:+"$no_cluster"}' EXIT
# apt fetches as a user of its own.
chmod 755 "$work"
# shellcheck source=/dev/null
. /etc/os-release

apt update
major=${PG_MAJOR:-$(newest_server)}
if [[ -z $major ]]; then
  major=$(apt-cache depends postgresql | sed -n 's/^ *Depends: postgresql-\([0-9]*\)$/\1/p')
fi
[[ -n $major ]] || fail "apt knows no PostgreSQL"
if [[ ! -x /usr/lib/postgresql/$major/bin/postgres ]]; then
  install_server
fi
if ! is_complete "$major"; then
  install_vector
fi
is_complete "$major" || fail "PostgreSQL $major has no pgvector $minimum or later, though nothing failed"
say "PostgreSQL $major with pgvector $(vector_version "$major") is installed"
