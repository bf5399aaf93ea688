test -f one.txt || test -f two.txt
