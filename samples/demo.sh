#!/usr/bin/env bash
# Shows rollcall at work on the two sample rosters, against a flowServ in memory.  `make demo` builds and runs it.
# It writes only to a temporary directory, which is removed at the end.
set -euo pipefail

cd "$(dirname "$0")"
programs=${1:-../.build/debug}
scratch=$(mktemp -d)
sandbox=

cleanup() {
    trap - EXIT
    if [ -n "$sandbox" ]; then
        kill "$sandbox" 2>/dev/null || true
        wait "$sandbox" 2>/dev/null || true
    fi
    rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -t 1 ]; then
    dim=$'\e[2m' bold=$'\e[1m' plain=$'\e[0m'
else
    dim='' bold='' plain=''
fi

say() {
    printf '\n%s# %s%s\n' "$dim" "$*" "$plain"
}

run() {
    printf '%s$ rollcall %s%s\n' "$bold" "$*" "$plain"
    "$programs/rollcall" "$@"
}

"$programs/rollcall-sandbox" --port 0 --ready-file "$scratch/url" \
    --user admin:sandbox --user a.ohm:sample-only-amber-kettle >"$scratch/sandbox.log" 2>&1 &
sandbox=$!
until [ -s "$scratch/url" ]; do
    if ! kill -0 "$sandbox" 2>/dev/null; then
        cat "$scratch/sandbox.log" >&2
        exit 1
    fi
    sleep 0.1
done

# The demo is the same on every machine: it does not use your settings or your journal.
for name in $(compgen -e); do
    case $name in ROLLCALL_* | FLOWSERV_*) unset "$name" ;; esac
done
export ROLLCALL_SERVER ROLLCALL_USERNAME=admin ROLLCALL_PASSWORD=sandbox ROLLCALL_JOURNAL=$scratch/journal.sqlite
ROLLCALL_SERVER=$(cat "$scratch/url")

say "A flowServ in memory listens at $ROLLCALL_SERVER"
say "It has two accounts: admin, and a.ohm from the roster.  The demo assumes that today is 1 September 2026."
say "Check the rosters.  This needs no server."
run check team.csv course.xml

say "Show what would happen.  This changes nothing."
run plan --as-of 2026-09-01 team.csv course.xml

say "Apply the plan."
run apply --yes --as-of 2026-09-01 team.csv course.xml

say "Plan again: the server matches the rosters, so this plan is empty."
run plan --as-of 2026-09-01 --detailed-exitcode team.csv course.xml

say "A month later the second wave is due: activate the pending accounts whose activate_on has come."
run apply --yes --as-of 2026-10-01 team.csv course.xml

say "Show what is in the journal."
run runs
run status

say "This is the end of the demo.  The sandbox is stopped, and nothing is left behind."
