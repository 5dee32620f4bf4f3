#!/bin/sh
# What the reading of scanned pages costs: against one plain pass of tesseract over the same pages, on one and two threads, and what
# of it is the program's own (with a tesseract that reads nothing). The pages are drawn from a PDF whose text is left aside.
#
#   benches/scans.sh PROGRAM FILE.pdf
set -eu
program=$1
file=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Processor seconds and wall seconds of a command.
clock() {
  # A reading that finds nothing ends with a code of its own.
  /usr/bin/time -f "%e %U %S" -o "$work/time" "$@" >/dev/null 2>&1 || true
  tail -n 1 "$work/time"
}

pdftoppm -r 200 -gray "$file" "$work/page"
plain=$(clock sh -c 'for page in "$0"/page*.pgm; do OMP_THREAD_LIMIT=1 tesseract "$page" - -l vie --psm 4 tsv; done' "$work")
one=$(clock "$program" convert "$file" --ocr always --out "$work/one" -j 1)
two=$(clock "$program" convert "$file" --ocr always --out "$work/two" -j 2)
mkdir "$work/stub"
printf '#!/bin/sh\ncat >/dev/null\n' >"$work/stub/tesseract"
chmod +x "$work/stub/tesseract"
own=$(PATH="$work/stub:$PATH" clock "$program" convert "$file" --ocr always --out "$work/own" -j 1)

printf '%s\n%s\n%s\n%s\n' "$plain" "$one" "$two" "$own" | awk '
  { wall[NR] = $1; cpu[NR] = $2 + $3 }
  END {
    print "| scanned pages | wall s | processor s | to a plain pass |"
    print "| --- | ---: | ---: | ---: |"
    printf "| tesseract, one plain pass | %.1f | %.1f | 1 |\n", wall[1], cpu[1]
    printf "| rasoat, one thread | %.1f | %.1f | %.2f |\n", wall[2], cpu[2], cpu[2] / cpu[1]
    printf "| rasoat, two threads | %.1f | %.1f | %.2f |\n", wall[3], cpu[3], cpu[3] / cpu[1]
    printf "| of it not tesseract | %.1f | %.1f | %.2f |\n", wall[4], cpu[4], cpu[4] / cpu[1]
  }'
