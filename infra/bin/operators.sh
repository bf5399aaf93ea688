# shellcheck shell=sh
# Sourced by the operator scripts (resume.sh, continue.sh, redrive.sh): how they find the resume function and speak to it.
# They need the AWS CLI and jq, and nothing of Kintsugi but the deployed stack.
#
#   --stack NAME      the stack (or KINTSUGI_STACK; kintsugi if neither is said)
#   --function NAME   the resume function itself (or KINTSUGI_RESUME_FUNCTION): no stack is looked up then
#   --yes             do it without asking
#
# AWS_ENDPOINT_URL, AWS_PROFILE, AWS_REGION and the like mean what they mean to every AWS tool.
set -u

stack=${KINTSUGI_STACK:-kintsugi}
function=${KINTSUGI_RESUME_FUNCTION:-}
yes=

say() { printf '%s\n' "$*" >&2; }
fail() { say "${0##*/}: $*"; exit 2; }

# Prints the comment at the head of the script that was called.
usage() {
    sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "$0"
    exit "$1"
}

# Takes the option in $1 (with its value in $2) if it is one that all scripts know; says how many words it was.
# shellcheck disable=SC2034 # who sources this reads it
common_option() {
    case $1 in
        --stack) stack=${2:?--stack needs a name}; taken=2 ;;
        --function) function=${2:?--function needs a name}; taken=2 ;;
        -y | --yes) yes=1; taken=1 ;;
        -h | --help) usage 0 ;;
    esac
}

find_function() {
    for tool in aws jq; do
        command -v "$tool" >/dev/null || fail "$tool is needed and not installed"
    done
    [ -n "$function" ] && return
    function=$(aws cloudformation describe-stack-resource --stack-name "$stack" --logical-resource-id ResumeFunction \
        --query StackResourceDetail.PhysicalResourceId --output text) ||
        fail "the stack $stack has no resume function, or you may not look; --function names it"
}

whoami_on_aws() { aws sts get-caller-identity --query Arn --output text 2>/dev/null || id -un; }

# Calls the function with the JSON in $1 and prints the body of its answer; a refusal is told and ends the script.
call() {
    answer=$(mktemp) || fail "no temporary file can be made"
    # Version 2 takes a payload for base64 unless it is told otherwise; version 1 knows no other way than as it is.
    raw="--cli-binary-format raw-in-base64-out"
    case $(aws --version 2>&1) in aws-cli/1.*) raw= ;; esac
    # shellcheck disable=SC2086 # two words, or none
    if ! aws lambda invoke --function-name "$function" $raw --payload "$1" "$answer" >/dev/null; then
        rm -f "$answer"
        fail "the function $function could not be called"
    fi
    said=$(cat "$answer")
    rm -f "$answer"
    status=$(printf '%s' "$said" | jq -r '.status // 500')
    if [ "$status" -ge 400 ]; then
        printf '%s' "$said" | jq -r '.body.detail // .errorMessage // "the function failed", (.body.problems // [] | .[] | "  " + .message)' >&2
        exit 2
    fi
    printf '%s' "$said" | jq -c .body
}

# Asks the question in $1; nothing but y or yes is a yes, and no answer at all is none.
confirm() {
    [ -n "$yes" ] && return
    printf '%s [y/N] ' "$1" >&2
    IFS= read -r reply || reply=
    case $reply in
        [yY] | [yY][eE][sS]) ;;
        *) say; say "nothing was done"; exit 3 ;;
    esac
}
