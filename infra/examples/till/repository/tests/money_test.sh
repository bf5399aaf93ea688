. tests/expect.sh
. lib/money.sh

expect 'dollars and cents' 12.50 "$(money 1250)"
expect 'a few cents' 0.05 "$(money 5)"
