#!/bin/sh
# Runs every test in tests/; the first that fails ends it.
set -u
cd "$(dirname "$0")" || exit 1
for test in tests/*_test.sh; do
    sh "$test" || exit 1
    echo "ok $test"
done
