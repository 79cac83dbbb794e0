#!/usr/bin/env bash
# Sees to what the tests need from the system: Debian's Chromium, libatomic1 for Playwright's driver, and strace, which makes
# a sync to disk fail.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v strace >/dev/null || missing+=(strace)
# Captured first: with pipefail, grep -q would stop ldconfig halfway and look like a failure.
libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
[[ $libraries == *libatomic.so.1* ]] || missing+=(libatomic1)
((${#missing[@]} == 0)) && exit 0

remedy="apt-get install --no-install-recommends ${missing[*]}"
if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "system: the tests need ${missing[*]}, and this user may not install it; have an administrator run: $remedy" >&2
    exit 1
fi
echo "system: installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2; then
    echo "system: the tests need ${missing[*]}, and apt could not install it (its reason is above); run: $remedy" >&2
    exit 1
fi
