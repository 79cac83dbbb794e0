#!/usr/bin/env bash
# Makes .venv in the root of the checkout: the locked packages, by hash, and the project itself, editable.
# Does nothing when that already stands for these locks, this pyproject.toml and this folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

find_python() {
    local name
    for name in python3.11 python3 python; do
        if "$name" -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "Python 3.11 is not here and Waag is tested with nothing else; install it (Debian: apt-get install python3.11 python3.11-venv) and run make setup again."
    exit 1
}

fingerprint() {
    { pwd; cat deploy/locks/bootstrap.txt deploy/locks/all.txt pyproject.toml deploy/setup.sh; } | sha256sum | cut -d' ' -f1
}

make_venv() {
    local python
    python=$(find_python)
    if ! "$python" -m venv --clear .venv; then
        say "Python cannot make a virtual environment; install its venv module (Debian: apt-get install python3.11-venv) and run make setup again."
        exit 1
    fi
}

pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

# uv does not read pip.conf: where pip has another index configured, uv is told so.
uv() {
    local index=${PIP_INDEX_URL:-$(pip config get global.index-url 2>/dev/null || true)}
    if [[ -n $index && -z ${UV_DEFAULT_INDEX:-} ]]; then
        local -x UV_DEFAULT_INDEX=$index
    fi
    UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1 .venv/bin/uv "$@"
}

install_locked() {
    pip install --quiet --require-hashes --only-binary :all: -r deploy/locks/bootstrap.txt
    if ! uv pip install --quiet --python .venv/bin/python --require-hashes --only-binary :all: \
        -r deploy/locks/all.txt; then
        say "uv could not install the lock (its reason is above); trying pip with the same hashes, which takes a minute or two."
        pip install --quiet --require-hashes --only-binary :all: -r deploy/locks/all.txt
    fi
}

install_project() {
    # A lock with hashes refuses a folder, so the project comes after it; its build tools are in the lock.
    pip install --quiet --no-deps --no-build-isolation --no-index --editable .
    pip check >/dev/null || { pip check; exit 1; }
}

wanted=$(fingerprint)
if [[ -x .venv/bin/waag && -x .venv/bin/python && $(cat .venv/waag-setup 2>/dev/null) == "$wanted" ]]; then
    exit 0
fi
.venv/bin/python -c 'import sys; raise SystemExit(sys.version_info[:2] != (3, 11))' 2>/dev/null || make_venv
rm -f .venv/waag-setup
install_locked
install_project
echo "$wanted" >.venv/waag-setup
say "ready: .venv/bin/waag"
