# What one of a thing costs, in cents.
price_of() {
    case $1 in
        sencha) echo 850 ;;
        hojicha) echo 720 ;;
        genmaicha) echo 690 ;;
        matcha) echo 1950 ;;
        *)
            echo "till: nothing is called $1" >&2
            return 1
            ;;
    esac
}
