#!/bin/sh
# Keep one issue for one kind of trouble: open it, update it, close it. Never a second one.
# usage: one-issue.sh LABEL TITLE REPORT   (REPORT is a file; an empty one means all is well)
# Needs `gh` and its token, as GitHub's runners have them.
set -eu
label=$1 title=$2 report=$3

number=$(gh issue list --state open --label "$label" --limit 1 --json number --jq '.[0].number // empty')

if [ ! -s "$report" ]; then
    [ -z "$number" ] || gh issue close "$number" --comment "All is well again."
elif [ -n "$number" ]; then
    gh issue edit "$number" --title "$title" --body-file "$report"
else
    gh label create "$label" --force >/dev/null
    gh issue create --title "$title" --label "$label" --body-file "$report"
fi
