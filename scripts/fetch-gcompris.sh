#!/usr/bin/env bash
# Fetches the 215 photographs of the Debian package gcompris-qt-data into a folder: fetch-gcompris.sh FOLDER
#
# They come in groups that look alike (fish, windmills, hammers, monuments ...), which makes them a small test set for
# similarity search. Each lies at FOLDER/RESOURCE/..., as in categorization/images/fishes/fish1.webp; author, licence and
# origin of each stand in the README beside it, or in the folder above. Not all are free of conditions: look there before
# you pass a picture on.
#
# Needs Debian or Ubuntu with python3, and no root: nothing is installed. Ask `apt-get update` for fresh package lists
# if the package is not found. A version other than 3.1 may hold other pictures; the script then says so and fails.
set -euo pipefail

expected=215
if [[ $# -ne 1 ]]; then
  echo "usage: $0 FOLDER" >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
target=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The option matters only to root, whose apt-get would else download as a user to whom the work folder is closed.
(cd "$work" && apt-get -q -o APT::Sandbox::User=root download gcompris-qt-data)
dpkg-deb -x "$work"/gcompris-qt-data_*.deb "$work/package"

for resource in categorization explore_farm_animals explore_monuments explore_world_animals; do
  python3 "$here/unpack-rcc.py" "$work/package/usr/share/gcompris-qt/rcc/$resource.rcc" "$work/$resource"
  cd "$work/$resource/gcompris/src/activities/$resource/resource"
  # Backgrounds and drawings lie in board/ and at the top; the photographs are the .webp files in the other folders.
  find . \( -path './*/*.webp' -o -name README \) -not -path './board/*' -printf '%P\0' |
    while IFS= read -r -d '' file; do
      install -D -m 644 "$file" "$target/$resource/$file"
    done
done

found=$(find "$target" -name '*.webp' | wc -l)
echo "$found pictures in $target"
if [[ $found -ne $expected ]]; then
  echo "expected $expected pictures; another version of the package, or a folder that was not empty?" >&2
  exit 1
fi
