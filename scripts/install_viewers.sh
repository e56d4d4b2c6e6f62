#!/usr/bin/env bash
# Install what tests look at products with: a browser (pages), poppler (PDF) and GDAL's tools (maps),
# on Debian and Ubuntu as root. Nothing of the program needs them; without them those tests skip.
set -euo pipefail

if command -v chromium >/dev/null && command -v pdftotext >/dev/null && command -v ogrinfo >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "chromium, poppler-utils or gdal-bin is missing, and only root with apt-get can install it"
    exit 0
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends chromium poppler-utils gdal-bin >/dev/null
