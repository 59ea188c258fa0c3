#!/bin/sh
# Installs the Debian packages that are missing; where it may not, says what to install.
# usage: deps.sh build|check|web
set -eu

build='libcsv-dev libutf8proc-dev libsodium-dev'
check="$build bats clang libclang-rt-14-dev gawk jq libjansson-dev locales mandoc mawk miller msmtp postgresql python3 shellcheck sqlite3 time"

case ${1:-} in
build) wanted=$build ;;
check) wanted=$check ;;
web) wanted="$build chromium nodejs" ;;
*)
	echo 'usage: deps.sh build|check|web' >&2
	exit 2
	;;
esac

is_installed() {
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=''
for package in $wanted; do
	is_installed "$package" || missing="$missing $package"
done

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo -n "$@"
	fi
}

# A way to become root without asking for anything.
may_install() {
	command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT

loud() {
	if ! "$@" >"$log" 2>&1; then
		cat "$log" >&2
		echo "deps.sh: failed: $*" >&2
		exit 1
	fi
}

if [ -n "$missing" ]; then
	if ! may_install; then
		echo "kr needs these Debian packages; as root: apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	echo "installing:$missing"
	DEBIAN_FRONTEND=noninteractive
	export DEBIAN_FRONTEND
	loud as_root apt-get update
	# shellcheck disable=SC2086 # a list of packages
	loud as_root apt-get install -y --no-install-recommends $missing
fi

# The browser's driver and the checker of accessibility are no Debian packages; their test skips, and says so, where npm is missing.
if [ "$1" = web ] && ! { [ -d build/npm-web/node_modules/puppeteer-core ] && [ -d build/npm-web/node_modules/axe-core ]; }; then
	echo 'installing: puppeteer-core and axe-core (npm, for check-web)'
	npm install --silent --no-save --prefix build/npm-web puppeteer-core axe-core >/dev/null 2>&1 ||
		echo 'deps.sh: npm could not install puppeteer-core and axe-core; check-web will be skipped' >&2
fi

[ "$1" = check ] || exit 0

# The locale in which careless programs fail: its i has no dot.
if ! locale -a 2>/dev/null | grep -qi '^tr_TR\.utf-\?8$'; then
	if may_install; then
		loud as_root localedef -i tr_TR -f UTF-8 tr_TR.UTF-8
	else
		echo 'as root: localedef -i tr_TR -f UTF-8 tr_TR.UTF-8' >&2
		exit 1
	fi
fi

# DuckDB is no Debian package; its test skips, and says so, where npm is missing.
duckdb=build/npm/node_modules/@duckdb/node-api
if [ ! -d "$duckdb" ] && command -v npm >/dev/null; then
	echo 'installing: @duckdb/node-api (npm, for one test)'
	npm install --silent --no-save --prefix build/npm @duckdb/node-api >/dev/null 2>&1 ||
		echo 'deps.sh: npm could not install @duckdb/node-api; its test will be skipped' >&2
fi
