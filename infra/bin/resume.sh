#!/bin/sh
# resume.sh [options] PROJECT: shows where a project stopped, asks, and lets it go on.
#
#   --from TASK       only this task and what depends on it
#   --keep-cycles     interrupted tasks go on inside their cycle, in their execution where that can be redriven
#   --accept-drift    build on branches that somebody rewrote or removed
#   --stack, --function, --yes, --help: see operators.sh
#
# Exit: 0 it goes on, 3 you said no, 2 it cannot.
. "$(dirname "$0")/operators.sh"

project=
options={}
while [ $# -gt 0 ]; do
    taken=0
    common_option "$@"
    if [ "$taken" -gt 0 ]; then
        shift "$taken"
        continue
    fi
    case $1 in
        --from) options=$(printf '%s' "$options" | jq -c --arg task "${2:?--from needs a task}" '.from = $task'); shift 2 ;;
        --keep-cycles) options=$(printf '%s' "$options" | jq -c '.keep_cycles = true'); shift ;;
        --accept-drift) options=$(printf '%s' "$options" | jq -c '.accept_drift = true'); shift ;;
        -*) fail "there is no option $1" ;;
        *) [ -z "$project" ] || fail "one project at a time"; project=$1; shift ;;
    esac
done
[ -n "$project" ] || usage 2
find_function

seen=$(call "$(jq -cn --arg project "$project" '{action: "inspect", project: $project}')") || exit 2
printf '%s' "$seen" | jq -r '
    "Project: \(.name)", "Status: \(.status)", "",
    "Progress:", "  Completed: \(.completed) tasks", "  Pending: \(.pending) tasks", "  Failed: \(.failed) tasks",
    (.interrupted[] | "", "Interrupted task: \(.title)", (if .restarts then "This task will be restarted from the beginning." else empty end)),
    "", "Remaining: \([.remaining[].task] | join(", "))", "Cost so far: $\(.cost_usd)"'
confirm "Resume $project?"
call "$(printf '%s' "$seen" | jq -c --arg project "$project" --arg caller "$(whoami_on_aws)" --argjson options "$options" \
    '{action: "resume", project: $project, caller: $caller, token: .token} + $options')" | jq -r .text
