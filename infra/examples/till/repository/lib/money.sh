# Money is counted in whole cents.

# Cents as people write them: 1250 becomes 12.50.
money() {
    printf '%d.%02d\n' "$(($1 / 100))" "$(($1 % 100))"
}
