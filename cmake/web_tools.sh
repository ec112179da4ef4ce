#!/bin/sh
# web_tools.sh SOURCE TOOLS NPM: installs the packages of SOURCE/package-lock.json in TOOLS. Several
# builds may ask at once; the first installs, the others wait and find it done.
set -eu
source=$1 tools=$2 npm=$3
mkdir -p "$tools"
exec 9>"$tools/lock"
flock 9
if [ -e "$tools/installed" ] && cmp -s "$source/package-lock.json" "$tools/package-lock.json"; then
  touch "$tools/installed"
  exit 0
fi
cp "$source/package.json" "$source/package-lock.json" "$tools/"
cd "$tools"
"$npm" ci --ignore-scripts --no-audit --no-fund --loglevel=error >install.log 2>&1 || {
  cat install.log >&2
  exit 1
}
touch installed
