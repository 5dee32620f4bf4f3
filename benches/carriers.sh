#!/bin/sh
# Times Word and PDF files process against process, and prints a table in Markdown.
#
#   benches/carriers.sh PROGRAM FOLDER
# PROGRAM is the program, FOLDER holds .docx and .pdf files. Each file is one call; the calls of a round stand in turn, so that
# whatever else the machine does falls on all. A tool that is not there is left out, and the table says so.
set -eu
program=$1 folder=$2
rounds=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `timed NAME COMMAND…`: appends the seconds of a command to $work/NAME.
timed() {
  name=$1
  shift
  /usr/bin/time -f '%e' -o "$work/time" "$@" >/dev/null 2>&1 || return 0
  tail -n 1 "$work/time" >>"$work/$name"
}

kreuzberg='import sys
from kreuzberg import extract_file_sync
extract_file_sync(sys.argv[1])'
has_kreuzberg=no
python3 -c 'import kreuzberg' 2>/dev/null && has_kreuzberg=yes

count=0
for file in "$folder"/*.docx "$folder"/*.pdf; do
  [ -f "$file" ] || continue
  count=$((count + 1))
  kind=${file##*.}
  for _ in $(seq "$rounds"); do
    timed "$kind.rasoat" "$program" convert "$file"
    if [ "$kind" = docx ]; then
      command -v pandoc >/dev/null 2>&1 && timed docx.pandoc pandoc -t plain "$file"
    else
      command -v pdftotext >/dev/null 2>&1 && timed pdf.pdftotext pdftotext -layout "$file" -
    fi
    [ "$has_kreuzberg" = yes ] && timed "$kind.kreuzberg" python3 -c "$kreuzberg" "$file"
  done
done

mean() { awk '{ sum += $1; n++ } END { printf "%.4f", n ? sum / n : 0 }' "$1"; }

printf '%s files, each in a process of its own, %s rounds; %s.\n\n' "$count" "$rounds" "$(uname -sm)"
printf '| files | process | milliseconds a file | to rasoat |\n| --- | --- | ---: | ---: |\n'
for kind in docx pdf; do
  own=$(mean "$work/$kind.rasoat")
  for times in "$work/$kind".*; do
    name=${times##*.}
    awk -v kind="$kind" -v name="$name" -v seconds="$(mean "$times")" -v own="$own" 'BEGIN {
      shown["rasoat"] = "`rasoat convert`"; shown["pandoc"] = "`pandoc -t plain`"
      shown["pdftotext"] = "`pdftotext -layout`"; shown["kreuzberg"] = "Python, kreuzberg"
      printf "| %s | %s | %.0f | %.1f |\n", kind, shown[name], seconds * 1000, seconds / own
    }'
  done
done
