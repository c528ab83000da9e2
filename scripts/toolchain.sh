# shellcheck shell=bash
# To be sourced: finds Swift where it is not in PATH, or says how to get it.
if ! command -v swift >/dev/null; then
    for folder in /opt/swift/usr/bin /usr/local/swift/usr/bin "${SWIFTLY_BIN_DIR:-${HOME:-/root}/.local/share/swiftly/bin}"; do
        if [[ -x $folder/swift ]]; then
            PATH=$folder:$PATH
            break
        fi
    done
fi
if ! command -v swift >/dev/null; then
    echo "Swift 6.3 is needed. Unpack it for Debian 12 into /opt/swift, or put its usr/bin into PATH: https://www.swift.org/install" >&2
    exit 1
fi
export PATH
