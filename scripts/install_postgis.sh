#!/usr/bin/env bash
# Install PostgreSQL with PostGIS for tests/postgis, on Debian and Ubuntu as root. Starts no server:
# the tests run one of their own, in a folder of theirs. Without it those tests skip.
set -euo pipefail

if compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null &&
    compgen -G "/usr/share/postgresql/*/extension/postgis.control" >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "PostGIS is not installed, and only root with apt-get can: its tests will be skipped"
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
version=$(apt-cache depends postgresql | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/\1/p' | head -1)
apt-get install -qq -y --no-install-recommends "postgresql-$version" "postgresql-$version-postgis-3" \
    >/dev/null
