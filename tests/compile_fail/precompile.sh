#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# precompile.sh FOLDER COMPILER [FLAG]...
#
# Puts into FOLDER what is common to most programs here, as the compiler has read it: most of the time that a
# program takes is the time to read the library's headers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
shift
rm -rf "$folder"
mkdir -p "$folder"
for header in "$here"/*.hpp; do
    name=${header##*/}
    echo "#include \"$header\"" >"$folder/$name"
    "$@" -x c++-header "$folder/$name" -o "$folder/$name.gch"
done
