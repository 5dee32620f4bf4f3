#!/bin/sh
# Times Word and PDF files process against process, and prints tables in Markdown.
#
#   benches/carriers.sh PROGRAM FOLDER
# PROGRAM is the program, FOLDER holds .docx and .pdf files. First all files of a kind in one call of each tool; then one file
# in a call. The calls of a round stand in turn, so that whatever else the machine does falls on all. A tool that is not
# there is left out.
set -eu
program=$1 folder=$2
rounds=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
import sys
from kreuzberg import batch_extract_files_sync
batch_extract_files_sync(sys.argv[1:])
PYTHON
has() { command -v "$1" >/dev/null 2>&1; }
has_kreuzberg() { python3 -c 'import kreuzberg' 2>/dev/null; }

# `timed NAME COMMAND…`: appends the seconds of a command to $work/NAME.
timed() {
  name=$1
  shift
  /usr/bin/time -f '%e' -o "$work/time" "$@" >/dev/null 2>&1 || return 0
  tail -n 1 "$work/time" >>"$work/$name"
}


# `together NAME TOOL FILE…`: one call over all files. `alone NAME TOOL FILE…`: a call for each.
together() {
  name=together.$1 tool=$2
  shift 2
  # The words of a tool are separate.
  timed "$name" $tool "$@"
}
alone() {
  name=alone.$1 tool=$2
  shift 2
  timed "$name" sh -c "for file; do $tool \"\$file\"; done" sh "$@"
}

# `round WAY KIND FILE…`: every tool over the files once. pdftotext reads one file in a call, so its calls follow one another.
round() {
  way=$1 kind=$2
  shift 2
  "$way" "$kind.rasoat" "$program convert" "$@"
  [ "$way" = alone ] || "$way" "$kind.single" "$program convert -j 1" "$@"
  if [ "$kind" = docx ]; then
    has pandoc && "$way" docx.pandoc "pandoc -t plain" "$@"
  elif has pdftotext; then
    timed "$way.pdf.pdftotext" sh -c 'for file; do pdftotext -layout "$file" -; done' sh "$@"
  fi
  if has_kreuzberg; then "$way" "$kind.kreuzberg" "python3 $work/read.py" "$@"; fi
}

# `table PREFIX FILES`: the middle of each tool's times, and how many times as long as the program it took.
table() {
  printf '| %s | process | milliseconds a file | to rasoat |\n| --- | --- | ---: | ---: |\n' "$1"
  for kind in docx pdf; do
    [ -f "$work/$1.$kind.rasoat" ] || continue
    for name in rasoat single pandoc pdftotext kreuzberg; do
      [ -f "$work/$1.$kind.$name" ] || continue
      own=$(middle "$work/$1.$kind.rasoat")
      awk -v kind="$kind" -v name="$name" -v seconds="$(middle "$work/$1.$kind.$name")" -v own="$own" -v files="$2" 'BEGIN {
        shown["rasoat"] = "`rasoat convert`"; shown["single"] = "`rasoat convert -j 1`"; shown["pandoc"] = "`pandoc -t plain`"
        shown["pdftotext"] = "`pdftotext -layout`, call after call"; shown["kreuzberg"] = "Python, kreuzberg"
        printf "| %s | %s | %.1f | %.1f |\n", kind, shown[name], seconds * 1000 / files, seconds / own
      }'
    done
  done
}
middle() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

count=$(find "$folder" -name '*.docx' | wc -l | tr -d ' ')
for _ in $(seq "$rounds"); do
  for kind in docx pdf; do
    set -- "$folder"/*."$kind"
    [ -f "$1" ] && [ $# -ge 5 ] || continue
    round together "$kind" "$@"
    round alone "$kind" "$1" "$2" "$3" "$4" "$5"
  done
done
printf '%s files of each kind, %s rounds, %s processors; %s.\n\n' "$count" "$rounds" "$(getconf _NPROCESSORS_ONLN)" "$(uname -sm)"
table together "$count"
echo
table alone 5
