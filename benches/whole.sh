#!/bin/sh
# Times whole processes and prints tables in Markdown: stages, the ratio to `uconv -x any-nfc`, time and memory against size.
#
# `make bench` builds the program and the texts, runs the stages, and calls this with what they printed:
#   benches/whole.sh PROGRAM TEXTS STAGES
# PROGRAM is the program, TEXTS the folder of texts, STAGES the output of `cargo bench`.
set -eu
program=$1 texts=$2 stages=$3
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `clock NAME COMMAND…`: runs a command and appends "seconds kilobytes" to $work/NAME: elapsed time and peak memory.
clock() {
  name=$1
  shift
  /usr/bin/time -f '%e %M' -o "$work/time" "$@" >/dev/null 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
  cat "$work/time" >>"$work/$name"
}

# The middle of the first column of a file.
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# Bytes as megabytes.
megabytes() { awk -v bytes="$1" 'BEGIN { printf "%.1f", bytes / 1000000 }'; }

cat "$texts"/* >"$work/all.txt"
bytes=$(wc -c <"$work/all.txt")
count=$(find "$texts" -type f | wc -l | tr -d ' ')

printf '%s texts, %s MB, one thread; %s.\n\n' "$count" "$(megabytes "$bytes")" "$(uname -sm)"

# divan prints a stage in two lines: its times, then bytes a second; the fourth column is the mean.
printf '| stage | MB/s | share |\n| --- | ---: | ---: |\n'
awk -F '│' '
  /^(├|╰)─/ { name = $1; sub(/^(├|╰)─ */, "", name); sub(/ .*/, "", name); next }
  /B\/s/ {
    sub(/^│/, "")
    split($4, rate, " ")
    factor["B/s"] = 0.000001; factor["KB/s"] = 0.001; factor["MB/s"] = 1; factor["GB/s"] = 1000
    order[++n] = name
    speed[name] = rate[1] * factor[rate[2]]
  }
  END {
    for (i = 1; i <= n; i++) if (order[i] != "whole") all += 1 / speed[order[i]]
    for (i = 1; i <= n; i++) {
      name = order[i]
      share = name == "whole" ? 100 : 100 / speed[name] / all
      printf "| %s | %.1f | %.0f %% |\n", name, speed[name], share
    }
  }' "$stages"

# The two in turn, so that whatever else the machine does falls on both.
for _ in $(seq "$runs"); do
  clock uconv uconv -x any-nfc "$work/all.txt"
  rm -rf "$work/out"
  clock convert "$program" convert "$texts" --out "$work/out" -j 1
done
printf '\n| process | seconds | MB/s | ratio |\n| --- | ---: | ---: | ---: |\n'
awk -v uconv="$(median "$work/uconv")" -v convert="$(median "$work/convert")" -v bytes="$bytes" 'BEGIN {
  printf "| `uconv -x any-nfc` | %.2f | %.1f | 1 |\n", uconv, bytes / 1000000 / uconv
  printf "| `rasoat convert -j 1` | %.2f | %.1f | %.1f |\n", convert, bytes / 1000000 / convert, convert / uconv
}'

printf '\n| one document | seconds | MB/s | peak memory |\n| ---: | ---: | ---: | ---: |\n'
: >"$work/long.txt"
for size in 1 5 10 25 50; do
  while [ "$(wc -c <"$work/long.txt")" -lt $((size * 1000000)) ]; do
    cat "$work/all.txt" >>"$work/long.txt"
  done
  # Whole lines only.
  head -c $((size * 1000000)) "$work/long.txt" | sed '$d' >"$work/one.txt"
  rm -rf "$work/out"
  clock "size$size" "$program" convert "$work/one.txt" --out "$work/out" -j 1
  awk -v size="$size" '{ printf "| %d MB | %.2f | %.1f | %.0f MB |\n", size, $1, size / $1, $2 / 1000 }' "$work/size$size"
done
