if [ -f bottom.txt ]; then test -f left.txt && test -f right.txt; else true; fi
