#!/bin/sh
# SPDX-License-Identifier: BSL-1.0
# symbols.sh NM BACKEND PART WHOLE: objects of a program of which one has the parts of the backend that the other one uses.
set -eu
nm=$1 backend=$2 part=$3 whole=$4
leases="interlock::detail::lease<interlock::${backend}_connection>::lease("
used=$("$nm" -C "$part" | grep -F "$leases" | grep -c ' U ' || true)
defined=$("$nm" -C "$part" | grep -F "$leases" | grep -vc ' U ' || true)
made=$("$nm" -C "$whole" | grep -F "$leases" | grep -vc ' U ' || true)
if [ "$used" -ne 1 ] || [ "$defined" -ne 0 ] || [ "$made" -eq 0 ]; then
    echo "the part uses $used and has $defined of what leases a connection, the other has $made; 1, 0 and some were right"
    exit 1
fi
