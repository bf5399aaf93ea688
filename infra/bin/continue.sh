#!/bin/sh
# continue.sh [options] JOB: shows which edits a partial job misses, asks, and lets it go on with them.
#
#   --model SPEC      ask another model
#   --drop EDIT       give an edit up; may be said several times
#   --note TEXT       what the coder is told
#   --stack, --function, --yes, --help: see operators.sh
#
# Exit: 0 it goes on, 3 you said no, 2 it cannot.
. "$(dirname "$0")/operators.sh"

job=
wish={}
while [ $# -gt 0 ]; do
    taken=0
    common_option "$@"
    if [ "$taken" -gt 0 ]; then
        shift "$taken"
        continue
    fi
    case $1 in
        --model) wish=$(printf '%s' "$wish" | jq -c --arg model "${2:?--model needs a model}" '.model = $model'); shift 2 ;;
        --drop) wish=$(printf '%s' "$wish" | jq -c --arg edit "${2:?--drop needs an edit}" '.drop += [$edit]'); shift 2 ;;
        --note) wish=$(printf '%s' "$wish" | jq -c --arg note "${2:?--note needs a text}" '.note = $note'); shift 2 ;;
        -*) fail "there is no option $1" ;;
        *) [ -z "$job" ] || fail "one job at a time"; job=$1; shift ;;
    esac
done
[ -n "$job" ] || usage 2
find_function

asked=$(jq -cn --arg job "$job" --arg caller "$(whoami_on_aws)" --argjson wish "$wish" '{action: "continue", job: $job, caller: $caller} + $wish')
preview=$(call "$(printf '%s' "$asked" | jq -c '.dry_run = true')") || exit 2
printf '%s' "$preview" | jq -r '(.edits // [])[] | "\(.file): \(.outcome)"'
confirm "Continue $job?"
call "$asked" | jq -r .text
