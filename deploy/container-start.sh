#!/bin/sh
# Start `waag` with the kernels of the image: the compiler wants to be able to write where it reads them.
set -eu
export NUMBA_CACHE_DIR="${TMPDIR:-/tmp}/kernels"
if [ ! -d "$NUMBA_CACHE_DIR" ]; then
    cp -R /opt/waag/kernels "$NUMBA_CACHE_DIR.$$"
    chmod -R u+w "$NUMBA_CACHE_DIR.$$"
    mv "$NUMBA_CACHE_DIR.$$" "$NUMBA_CACHE_DIR"
fi
exec waag "$@"
