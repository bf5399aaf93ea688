grep -q "World" greeting.txt || { echo "nobody is greeted"; exit 1; }
