#!/bin/sh
# Reads a basket, one thing on each line, and prints what it costs.
set -eu
here=$(dirname "$0")
. "$here/lib/money.sh"
. "$here/lib/price.sh"
. "$here/lib/basket.sh"

total=$(basket_total)
echo "Total $(money "$total")"
