//! What the interpreter of a page draws, as marks: glyphs, ruled lines, pictures.
//!
//! In: a page and its interpreter. Out: [`PageMarks`], in coordinates of the page as it is read: points, origin top left, most
//! of its writing upright. Nothing here decides what belongs together.

use compact_str::CompactString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use unicode_normalization::char::is_combining_mark;

use crate::ingest::paged::{Mark, PageMarks, Rule};

/// A bar thinner than this is a ruled line, in points; law sites and browsers fill lines as bars.
const THIN: f64 = 3.0;

/// A ruled line shorter than this is a stroke of a drawing.
const SHORT: f64 = 4.0;

/// A filled shape as wide as high, of such a size, in points, may be the bullet of a list.
const DOT: std::ops::RangeInclusive<f64> = 1.5..=7.0;

/// A page with more dots shows a drawing or a square code.
const MOST_DOTS: usize = 200;

/// Quarter turns that most of the writing of a page is turned by, clockwise as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Turn(u8);

impl Turn {
    /// Of a direction on the shown page; none where it is slanted.
    fn of(dx: f64, dy: f64) -> Option<Self> {
        let length = dx.hypot(dy);
        let near = |v: f64| v > 0.97 * length;
        let turns = [near(dx), near(dy), near(-dx), near(-dy)];
        turns.iter().position(|is| *is).and_then(|at| u8::try_from(at).ok()).map(Self)
    }

    /// From the shown page to the page as it is read.
    fn undo(self, width: f64, height: f64) -> Affine {
        match self.0 {
            1 => Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            2 => Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]),
            3 => Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            _ => Affine::IDENTITY,
        }
    }
}

/// A glyph as drawn.
struct Drawn {
    text: CompactString,
    origin: Point,
    end: Point,
    size: f64,
    bold: bool,
    turn: Option<Turn>,
    visible: bool,
    dot: bool,
}

/// Collects what an interpreter draws.
pub(super) struct Collector<'e> {
    drawn: Vec<Drawn>,
    lines: Vec<(Point, Point)>,
    dots: Vec<Rect>,
    page: Rect,
    pictured: f64,
    /// Area and dots an inch of its largest picture.
    largest: Option<(f64, f64)>,
    unknown: usize,
    /// How many marks may still come.
    left: usize,
    expired: &'e (dyn Fn() -> bool + Sync),
    stopped: Option<Stop>,
}

/// Why the reading of a page was ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// More marks than the limit.
    Marks,
    /// Out of time.
    Time,
}

impl<'e> Collector<'e> {
    pub(super) fn new(width: f32, height: f32, limit: usize, expired: &'e (dyn Fn() -> bool + Sync)) -> Self {
        Self {
            drawn: Vec::new(),
            lines: Vec::new(),
            dots: Vec::new(),
            page: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
            pictured: 0.0,
            largest: None,
            unknown: 0,
            left: limit,
            expired,
            stopped: None,
        }
    }

    /// Counts one more thing that is drawn. An interpreter has no other end than the page's: a page of loops in loops
    /// draws for days. Unwinding out of it is the way to stop, and nobody is told of a panic.
    fn count(&mut self) {
        const STEP: usize = 4096;
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            self.stopped = Some(Stop::Marks);
        } else if self.left.is_multiple_of(STEP) && (self.expired)() {
            self.stopped = Some(Stop::Time);
        }
        if let Some(stop) = self.stopped {
            std::panic::resume_unwind(Box::new(stop));
        }
    }

    /// Why it ended before the page did.
    pub(super) fn stopped(&self) -> Option<Stop> {
        self.stopped
    }

    /// The page's marks, upright.
    pub(super) fn finish(mut self, number: u32) -> PageMarks {
        let mut votes = [0usize; 4];
        for turn in self.drawn.iter().filter_map(|d| d.turn) {
            votes[usize::from(turn.0)] += 1;
        }
        let most = (0u8..4).max_by_key(|t| (votes[usize::from(*t)], 4 - t)).map_or(Turn(0), Turn);
        let upright = most.undo(self.page.width(), self.page.height());
        let (width, height) = if most.0 % 2 == 0 {
            (self.page.width(), self.page.height())
        } else {
            (self.page.height(), self.page.width())
        };
        if self.dots.len() <= MOST_DOTS {
            let dots = std::mem::take(&mut self.dots);
            self.drawn.extend(dots.into_iter().map(|dot| Drawn::dot(dot, most)));
        }
        // A scanned page with a hidden layer of recognised words has nothing else to read; a hidden layer beside visible
        // words says them twice.
        let seen = self.drawn.iter().filter(|d| d.visible).count();
        let hidden_too = seen * 2 < self.drawn.len();
        let (marks, stray): (Vec<Drawn>, Vec<Drawn>) =
            self.drawn.into_iter().filter(|d| d.visible || hidden_too).partition(|d| d.turn == Some(most));
        let set = |drawn: Vec<Drawn>| drawn.into_iter().map(|d| d.mark(upright)).collect();
        let rules = self.lines.into_iter().filter_map(|(a, b)| rule(upright * a, upright * b)).collect();
        PageMarks {
            number,
            width: points(width),
            height: points(height),
            marks: set(marks),
            stray: set(stray),
            rules,
            pictured: points((self.pictured / self.page.area().max(1.0)).min(1.0)),
            resolution: self.largest.map(|(_, dpi)| points(dpi)),
            unknown: self.unknown,
        }
    }
}

impl Drawn {
    /// A dot stands in the middle of small letters.
    fn dot(shown: Rect, turn: Turn) -> Self {
        const SIZE: f64 = 8.0;
        let below = shown.center().y + 0.3 * SIZE;
        Self {
            text: CompactString::const_new("•"),
            origin: Point::new(shown.x0, below),
            end: Point::new(shown.x1, below),
            size: SIZE,
            bold: false,
            turn: Some(turn),
            visible: true,
            dot: true,
        }
    }

    fn mark(self, upright: Affine) -> Mark {
        let (origin, end) = (upright * self.origin, upright * self.end);
        // Letters of a Latin typeface reach about so far above and below their line.
        let (up, down) = (0.85 * self.size, 0.22 * self.size);
        let shown = Rect::from_points((origin.x, origin.y - up), (end.x, origin.y + down));
        let shown = upright.inverse().transform_rect_bbox(shown);
        Mark {
            text: self.text,
            x0: points(origin.x.min(end.x)),
            x1: points(origin.x.max(end.x)),
            base: points(origin.y),
            size: points(self.size),
            bold: self.bold,
            shown: [shown.x0, shown.y0, shown.x1, shown.y1].map(|v| points((v * 100.0).round() / 100.0)),
            drawn: self.dot,
            doubtful: false,
        }
    }
}

/// A measure of a page, which needs no more digits than this.
#[expect(clippy::cast_possible_truncation, reason = "a hundredth of a point is less than anybody sees")]
fn points(value: f64) -> f32 {
    value as f32
}

/// A line between two points, if it runs along an axis and is long enough.
fn rule(a: Point, b: Point) -> Option<Rule> {
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    let horizontal = dx >= dy;
    let (length, slant) = if horizontal { (dx, dy) } else { (dy, dx) };
    if length < SHORT || slant > 0.02 * length + 0.5 || !length.is_finite() {
        return None;
    }
    let (at, from, to) = if horizontal {
        (f64::midpoint(a.y, b.y), a.x.min(b.x), a.x.max(b.x))
    } else {
        (f64::midpoint(a.x, b.x), a.y.min(b.y), a.y.max(b.y))
    };
    Some(Rule { horizontal, at: points(at), from: points(from), to: points(to) })
}

/// The words of a glyph; none where the file does not tell.
fn characters(glyph: &Glyph<'_>) -> Option<CompactString> {
    match glyph.as_unicode()? {
        BfString::Char(c) => (c != '\0').then(|| CompactString::from_iter([c])),
        BfString::String(s) => (!s.is_empty()).then(|| CompactString::from(s)),
    }
}

fn is_bold(glyph: &Glyph<'_>) -> bool {
    let Glyph::Outline(glyph) = glyph else { return false };
    glyph.font_data().is_some_and(|data| {
        let named = |name: &String| {
            let name = name.to_ascii_lowercase();
            ["bold", "black", "heavy"].iter().any(|w| name.contains(w))
        };
        data.weight.is_some_and(|w| w >= 600) || data.postscript_name.as_ref().is_some_and(named)
    })
}

impl Device<'_> for Collector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        let visible = !matches!(mode, DrawMode::Invisible);
        let bold = run.glyphs().first().is_some_and(|g| is_bold(g));
        let first = self.drawn.len();
        for positioned in run.glyphs() {
            self.count();
            let transform = props.transform * positioned.transform();
            let advance = match &**positioned {
                Glyph::Outline(g) => g.advance_width(),
                Glyph::Type3(g) => g.advance_width(),
            };
            let origin = transform * Point::ZERO;
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let size = (transform * Point::new(0.0, 1000.0) - origin).hypot();
            let along = transform * Point::new(1000.0, 0.0) - origin;
            if !(origin.is_finite() && end.is_finite() && size.is_finite() && size > 0.1) {
                continue;
            }
            let Some(text) = characters(positioned) else {
                self.unknown += 1;
                continue;
            };
            // An accent that is drawn by itself belongs to the letter before it.
            if text.chars().all(is_combining_mark)
                && let Some(letter) = self.drawn[first..].last_mut()
            {
                letter.text.push_str(&text);
                continue;
            }
            self.drawn.push(Drawn {
                text,
                origin,
                end,
                size,
                bold,
                turn: Turn::of(along.x, along.y),
                visible,
                dot: false,
            });
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.count();
        let stroked = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
        if stroked {
            let (mut start, mut last) = (Point::ZERO, Point::ZERO);
            for element in path.elements() {
                match *element {
                    PathEl::MoveTo(to) => (start, last) = (to, to),
                    PathEl::LineTo(to) => {
                        self.line(props.transform * last, props.transform * to);
                        last = to;
                    }
                    PathEl::ClosePath => {
                        self.line(props.transform * last, props.transform * start);
                        last = start;
                    }
                    PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => last = to,
                }
            }
        } else if matches!(mode, DrawMode::Fill(_)) {
            // Several bars may be filled at once.
            let mut bar = BezPath::new();
            for element in path.elements() {
                if matches!(element, PathEl::MoveTo(_)) && !bar.elements().is_empty() {
                    self.bar(props.transform.transform_rect_bbox(bar.bounding_box()));
                    bar = BezPath::new();
                }
                bar.push(*element);
            }
            if !bar.elements().is_empty() {
                self.bar(props.transform.transform_rect_bbox(bar.bounding_box()));
            }
        }
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        self.count();
        let (width, height) = match &image {
            Image::Stencil(picture) => (picture.width(), picture.height()),
            Image::Raster(picture) => (picture.width(), picture.height()),
        };
        let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let shown = props.transform.transform_rect_bbox(whole).intersect(self.page);
        let area = shown.area().max(0.0);
        self.pictured += area;
        if area > self.largest.map_or(0.0, |l| l.0) {
            let dpi = 72.0 / props.transform.determinant().abs().sqrt().max(0.01);
            self.largest = Some((area, dpi));
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

impl Collector<'_> {
    fn line(&mut self, a: Point, b: Point) {
        self.count();
        if a.is_finite() && b.is_finite() {
            self.lines.push((a, b));
        }
    }

    /// A filled shape: a line where it is thin, a dot where it is small.
    fn bar(&mut self, shown: Rect) {
        if shown.height() <= THIN && shown.width() > shown.height() {
            let y = shown.center().y;
            self.line(Point::new(shown.x0, y), Point::new(shown.x1, y));
        } else if shown.width() <= THIN {
            let x = shown.center().x;
            self.line(Point::new(x, shown.y0), Point::new(x, shown.y1));
        }
        let (width, height) = (shown.width(), shown.height());
        if DOT.contains(&width) && DOT.contains(&height) && (width - height).abs() < 0.6 {
            self.dots.push(shown);
        }
    }
}
