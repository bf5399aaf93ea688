# A basket is text: one thing on each line.

# What the basket on standard input costs, in cents.
basket_total() {
    total=0
    while read -r thing; do
        cents=$(price_of "$thing") || return 1
        total=$((total + cents))
    done
    echo "$total"
}
