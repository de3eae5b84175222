# SPDX-License-Identifier: BSL-1.0
# Each statement is a span with the attributes of OpenTelemetry's conventions; a failed one says so; no value is in any.
set -eu
"$1" >spans
expect() { grep -qE "$1" spans || { echo "no line of the output matches: $1"; cat spans; exit 1; }; }
expect '^INSERT Product \[[0-9]+ us\] db.system.name=sqlite; db.namespace=shop; db.operation.name=INSERT; .*db.collection.name=Product; db.response.returned_rows=2;'
expect '^SELECT Product .*db.query.text=SELECT .* WHERE "stock" > \?; .*returned_rows=1;'
expect '^UPDATE Product .*returned_rows=1;'
expect '^INSERT Product FAILED .*db.response.status_code=2067;'
if grep -E 'lamp|chair' spans; then
    echo 'a value is in a span'
    exit 1
fi
