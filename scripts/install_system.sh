#!/usr/bin/env bash
# Debian packages beside Python: Pango, which lays out the PDF of a brief, and Chromium for the browser tests. Without them those tests
# skip and say so, and `dragoman brief --format pdf` says what to install.
set -u
wanted=()
command -v chromium >/dev/null 2>&1 || wanted+=(chromium)
ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0\.so\.0' || wanted+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
command -v fc-list >/dev/null 2>&1 && fc-list 2>/dev/null | grep -q DejaVuSans || wanted+=(fonts-dejavu-core)
if [ ${#wanted[@]} -eq 0 ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
  echo "not installed: ${wanted[*]} (needs apt-get and root): what rests on them will be skipped"
  exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null \
  || echo "could not be installed: ${wanted[*]}: what rests on them will be skipped"
