test -f one.txt || test -f two.txt || exit 1
if test -f one.txt && test -f two.txt && ! test -f both.txt; then
    echo "one.txt and two.txt want both.txt beside them"
    exit 1
fi
