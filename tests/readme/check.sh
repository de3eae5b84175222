#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# The program that README.md shows compiles without a warning and succeeds; the message that it shows is the one
# that the compiler gives.   check.sh README COMPILER FOLDER [FLAG]...
set -eu
readme=$1 compiler=$2 folder=$3
shift 3
rm -rf -- "$folder"
mkdir -p -- "$folder"
sed -n '/^```cpp$/,/^```$/{/^```/d;p;}' "$readme" >"$folder/readme.cpp"
[ -s "$folder/readme.cpp" ] || { echo "no program in $readme"; exit 1; }
"$compiler" -std=c++20 -Wall -Wextra -Wpedantic -Werror "$@" "$folder/readme.cpp" -o "$folder/readme" -lsqlite3
(cd "$folder" && ./readme && ./readme)

# the program with a reference to another database must be refused in the words that README.md quotes
{
    cat "$folder/readme.cpp"
    cat <<'END'
struct Product { int id; };
struct Review { int id, product_id; };
template <> struct interlock::model<Product> {
    using fields = il::fields<il::field<&Product::id, il::primary_key>>;
};
template <> struct interlock::model<Review> {
    using fields = il::fields<il::field<&Review::id, il::primary_key>,
                              il::field<&Review::product_id, il::references<&Product::id>>>;
};
struct reviews_db : il::database<"reviews", il::sqlite> {};
using split = il::service<il::databases<main_db, reviews_db>, il::models<Product, Review>,
                          il::routers<il::route_model<Review, reviews_db>, il::route_rest<main_db>>>;
static_assert(il::verify<split>());
END
} >"$folder/refused.cpp"
if "$compiler" -std=c++20 -fsyntax-only "$@" "$folder/refused.cpp" >"$folder/refused.txt" 2>&1; then
    echo 'the reference across databases was accepted'
    exit 1
fi
quoted=$(sed -n '/^error: static assertion failed: /,/^```$/{/^```/d;p;}' "$readme" | tr '\n' ' ' |
    sed 's/^error: static assertion failed: //; s/ *$//')
[ -n "$quoted" ] || { echo "no message in $readme"; exit 1; }
for words in "$quoted" 'crosses_databases<Review, reviews_db, Product, main_db>'; do
    grep -qF -- "$words" "$folder/refused.txt" || {
        echo "the compiler does not say: $words"
        cat "$folder/refused.txt"
        exit 1
    }
done
