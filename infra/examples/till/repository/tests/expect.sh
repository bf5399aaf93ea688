# expect WHAT EXPECTED FOUND: says what differs and ends the test.
expect() {
    if [ "$2" != "$3" ]; then
        echo "FAILED $1: expected '$2', found '$3'"
        exit 1
    fi
}
