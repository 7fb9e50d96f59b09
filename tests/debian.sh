#!/bin/sh
# Install the Debian packages that the tests use, where they are missing: a browser and PostgreSQL.
set -eu
found() { command -v "$1" >/dev/null 2>&1; }
browser=""
database=""
# The browser without windows takes a third of the processor that the whole one takes to test with.
found chromium-headless-shell || browser="chromium-headless-shell"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || database="postgresql"
[ -z "$browser$database" ] && exit 0
run=""
[ "$(id -u)" -eq 0 ] || run="sudo"
install() {
  DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends "$1"
}
echo "Installing for the tests: $browser $database"
$run apt-get update -qq || true # what is there may do
[ -z "$database" ] || install "$database"
[ -z "$browser" ] || install "$browser" || found chromium || install chromium
