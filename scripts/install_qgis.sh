#!/usr/bin/env bash
# Install QGIS's Python for tests/qgis, on Debian and Ubuntu as root: some 230 MB to fetch, a minute.
# Nothing of the program needs it: GeoPackages and styles are written without QGIS. Without it those
# tests skip.
set -euo pipefail

if /usr/bin/python3 -c "import qgis.core" 2>/dev/null; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "QGIS is not installed, and only root with apt-get can: its tests will be skipped"
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends python3-qgis qgis-providers >/dev/null
