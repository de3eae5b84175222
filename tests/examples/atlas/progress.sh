# SPDX-License-Identifier: BSL-1.0
# A bar on a terminal, none in a pipe or file.
. "$(dirname "$0")/checks"

succeeds load # nothing on standard error
"$atlas" load 2>&1 | cat >both
[ "$(cat both)" = 'Loaded 7 GEMs and 6 tiles' ] || fail "a pipe gets: $(cat both)"

if ! command -v script >/dev/null; then
    echo 'No script(1) here: the bar on a terminal is not looked at'
    exit 0
fi
script -qec "'$atlas' load" /dev/null </dev/null >terminal
grep -qF '[########################################] 100% 13/13' terminal || fail "no bar: $(cat -v terminal)"
tail -n 1 terminal | grep -q 'Loaded 7 GEMs' || fail "the bar is still there: $(cat -v terminal)"
