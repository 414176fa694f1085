#!/bin/sh
# The browser tests drive Debian's own chromium; this installs it when it is missing. Calling it again does nothing.
set -eu
if command -v chromium >/dev/null 2>&1; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need chromium, and this system has no apt-get. Install chromium yourself, then run the tests again." >&2
  exit 2
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "The browser tests need chromium. Ask an administrator to run: apt-get install chromium" >&2
    exit 2
  fi
  as_root="sudo"
fi
echo "Installing chromium for the browser tests (about 100 MB) ..."
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium
