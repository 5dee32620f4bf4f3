#!/bin/sh
# Draws the pictures of README.vi.md anew, from plans of corpus/ and fixtures/: tools/pictures.sh [PROGRAM]
# Asks for chromium, LibreOffice (soffice) and pdftoppm.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/rasoat}")
plan=$(realpath corpus/thi-xa-son-tay-2022-di-san/plan.txt)
pdf=$(realpath fixtures/carriers/huyen-dong-van-2023-giam-ngheo.pdf)
out=$(realpath fixtures/pictures)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$plan" ke-hoach.txt
sed -e 's|Quý III/2022|30/11/2022|' -e 's|Phòng Kinh tế chủ trì|Phòng QLĐT chủ trì|' ke-hoach.txt > ke-hoach-sua.txt

shot() { # page, picture, size
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=3000 \
    --window-size="$3" --screenshot="$out/$2" "file://$work/$1" > /dev/null 2>&1
}
first_page() { # office file, picture
  soffice --headless --convert-to pdf --outdir "$work" "$1" > /dev/null 2>&1
  pdftoppm -r 70 -f 1 -l 1 -gray -png -singlefile "${1%.*}.pdf" "$out/$2"
}

"$program" review ke-hoach.txt --out trang > /dev/null 2>&1
finding=$("$program" check ke-hoach.txt --format json --select deadline-mismatch | sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' | head -n 1)
shot "trang/ke-hoach.txt.html#finding=$finding" review.png 1280,800
"$program" annotate "$pdf" --out danh-dau.pdf > /dev/null 2>&1
page=$("$program" check "$pdf" --format json --select scope-mismatch | sed -n 's/.*"page": \([0-9]*\).*/\1/p' | head -n 1)
pdftoppm -r 70 -f "${page:-1}" -l "${page:-1}" -png -singlefile danh-dau.pdf "$out/annotate"
"$program" report ke-hoach.txt --out bien-ban.docx > /dev/null 2>&1
first_page bien-ban.docx report
"$program" diff ke-hoach.txt ke-hoach-sua.txt --out thay-doi.html > /dev/null 2>&1
shot thay-doi.html diff.png 1000,900
ls -l "$out"
