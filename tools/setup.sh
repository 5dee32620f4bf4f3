#!/bin/sh
# Says what is missing on this machine and installs it, or, without rights, says the command that does.
set -u
missing=0

say() { printf '%s\n' "$*" >&2; }

# A C compiler's linker: every Rust program is linked with one.
if ! command -v cc >/dev/null 2>&1 && ! command -v gcc >/dev/null 2>&1 && ! command -v clang >/dev/null 2>&1; then
  say "setup: no C linker (cc)"
  if command -v apt-get >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then
      apt-get update -qq && apt-get install -y -qq gcc libc6-dev || missing=1
    else
      say "setup: run: sudo apt-get install gcc libc6-dev"
      missing=1
    fi
  else
    say "setup: install gcc or clang with this system's package manager"
    missing=1
  fi
fi

if ! command -v cargo >/dev/null 2>&1; then
  say "setup: no Rust (cargo); install it with rustup, then run this again"
  exit 1
fi

# The version that Cargo.toml asks for.
want=$(sed -n 's/^rust-version = "\([0-9.]*\)"/\1/p' Cargo.toml)
have=$(rustc --version | sed 's/^rustc \([0-9]*\.[0-9]*\).*/\1/')
oldest=$(printf '%s\n%s\n' "$want" "$have" | sort -t. -k1,1n -k2,2n | head -n 1)
if [ "$oldest" != "$want" ]; then
  say "setup: Rust $have is too old, $want is needed; run: rustup update stable"
  missing=1
fi

for part in rustfmt clippy-driver; do
  if ! command -v "$part" >/dev/null 2>&1; then
    name=$(printf '%s' "$part" | sed 's/-driver//')
    say "setup: no $name (needed for make lint only)"
    if command -v rustup >/dev/null 2>&1; then rustup component add "$name" >&2 || say "setup: run: rustup component add $name"; fi
  fi
done

# Scanned pages are read by tesseract with its Vietnamese data; the tests of scans need both.
if ! tesseract --list-langs 2>/dev/null | grep -qx vie; then
  say "setup: no tesseract with Vietnamese data (packages tesseract-ocr, tesseract-ocr-vie)"
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq tesseract-ocr tesseract-ocr-vie >/dev/null || missing=1
  elif command -v apt-get >/dev/null 2>&1; then
    say "setup: run: sudo apt-get install tesseract-ocr tesseract-ocr-vie"
    missing=1
  else
    say "setup: install tesseract and its Vietnamese data with this system's package manager"
    missing=1
  fi
fi

# The tests drive the review page in a browser without a screen.
if ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 && ! command -v google-chrome >/dev/null 2>&1; then
  say "setup: no browser for the tests of the review page (package chromium)"
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null || missing=1
  elif command -v apt-get >/dev/null 2>&1; then
    say "setup: run: sudo apt-get install chromium"
    missing=1
  else
    say "setup: install Chromium with this system's package manager"
    missing=1
  fi
fi

# What `make bench` measures with and against: uconv, GNU time for peak memory, pandoc and pdftotext; fc-match finds the
# fonts of its PDF files.
if [ "${1:-}" = bench ]; then
  for tool in fc-match:fontconfig uconv:icu-devtools /usr/bin/time:time pandoc:pandoc pdftotext:poppler-utils; do
    command -v "${tool%%:*}" >/dev/null 2>&1 && continue
    say "setup: no ${tool%%:*} (package ${tool#*:})"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
      apt-get update -qq && apt-get install -y -qq "${tool#*:}" || missing=1
    else
      say "setup: install ${tool#*:} with this system's package manager"
      missing=1
    fi
  done
  if ! fc-match 'DejaVu Serif' 2>/dev/null | grep -q DejaVu; then
    say "setup: no DejaVu fonts (package fonts-dejavu-core)"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
      apt-get install -y -qq fonts-dejavu-core || missing=1
    else
      missing=1
    fi
  fi
fi

exit $missing
