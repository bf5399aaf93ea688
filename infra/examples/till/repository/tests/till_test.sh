. tests/expect.sh

expect 'two things' 'Total 28.00' "$(printf 'sencha\nmatcha\n' | sh till.sh)"
expect 'an empty basket' 'Total 0.00' "$(sh till.sh </dev/null)"
expect 'an unknown thing' 'till: nothing is called coffee' "$(echo coffee | sh till.sh 2>&1)"
