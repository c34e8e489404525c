#!/bin/sh
# Opens the kit by a double click on a Mac; start.py says what it does.
cd "$(dirname "$0")" || exit 1
if ! command -v python3 >/dev/null; then
    echo "Download Python from https://www.python.org/downloads/, install it, and open this file again."
elif python3 start.py "$@"; then
    exit 0
fi
printf 'Press Enter to close this window. '
read -r _
exit 1
