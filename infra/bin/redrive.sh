#!/bin/sh
# redrive.sh [options]: confirms every interrupted execution that waits for it, as "Start DLQ redrive" in the SQS console.
#
#   --stack, --function, --yes, --help: see operators.sh
#
# Exit: 0 they go on, 3 you said no, 2 it cannot.
. "$(dirname "$0")/operators.sh"

while [ $# -gt 0 ]; do
    taken=0
    common_option "$@"
    [ "$taken" -gt 0 ] || fail "there is no option $1"
    shift "$taken"
done
find_function

confirm "Let everything go on that was interrupted and waits for a confirmation?"
call '{"action":"redrive"}' | jq -r .text
