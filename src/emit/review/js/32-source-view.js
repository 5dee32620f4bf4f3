/* In:    the pieces of R.planSource.
   Out:   R.startSource, R.fillLine (makes a line exist on the page), R.fillSource (all of it).
   Never: lists at each mark all findings that touch it, which would be quadratic; they are looked up by place. */
(() => {
  const LINE_HEIGHT = 27;
  const CHARACTERS_PER_LINE = 75;
  const NAMED_PLACES = 3;
  let pieces;

  function boundaries(line) {
    const cuts = new Set([line.start, line.end]);
    for (const place of line.places) {
      cuts.add(Math.max(place.start, line.start));
      cuts.add(Math.min(place.end, line.end));
    }
    return [...cuts].sort((a, b) => a - b);
  }

  /** Walks over the line from cut to cut, telling which places cover each stretch. */
  function eachStretch(line, visit) {
    const cuts = boundaries(line);
    const opening = [...line.places].sort((a, b) => a.start - b.start);
    const closing = [...line.places].sort((a, b) => a.end - b.end);
    const active = new Set();
    let opened = 0;
    let closed = 0;
    for (let index = 0; index + 1 < cuts.length; index += 1) {
      const [start, end] = [cuts[index], cuts[index + 1]];
      for (; closed < closing.length && closing[closed].end <= start; closed += 1) active.delete(closing[closed]);
      for (; opened < opening.length && opening[opened].start <= start; opened += 1) active.add(opening[opened]);
      visit(start, end, active);
    }
  }

  function firstOf(places) {
    const first = [];
    for (const place of places) {
      if (first.length === NAMED_PLACES) break;
      first.push(place);
    }
    return first;
  }

  /** The name for screen readers has to repeat the text, for it replaces it. */
  R.nameMark = (mark) => {
    const names = mark.named.map((place) => R.t("markName", { place: place.number, title: R.ruleTitle(place.finding.raw.rule) }));
    if (mark.count > names.length) names.push(R.t("markMore", { count: mark.count - names.length }));
    mark.node.setAttribute("aria-label", R.visible(`${mark.text}: ${names.join("; ")}`));
  };

  function makeMark(line, start, end, active) {
    const text = R.model.data.text.slice(start, end);
    const named = firstOf(active);
    const worst = R.SEVERITIES.find((severity) => named.some((place) => place.finding.severity === severity));
    const node = R.el("mark", { class: `mark ${worst}`, role: "button", tabindex: "-1" }, R.visible(text));
    const mark = { node, line, start, end, text, named, count: active.size };
    R.nameMark(mark);
    R.markOf.set(node, mark);
    line.marks.push(mark);
    return node;
  }

  function makeLine(line) {
    const kind = line.block.k === "f" ? "running" : "";
    line.node = R.el("p", { class: `line ${line.block.b ? "bold" : ""} ${kind}` });
    eachStretch(line, (start, end, active) => {
      if (active.size > 0) line.node.append(makeMark(line, start, end, active));
      else line.node.append(R.visible(R.model.data.text.slice(start, end)));
    });
    return line.node;
  }

  function makeTable(piece) {
    const columns = piece.widths.map((width) => {
      const column = R.el("col");
      column.style.width = `${width}%`;
      return column;
    });
    const makeCell = (cell) => R.el("td", { rowspan: cell.rows, colspan: cell.columns }, ...cell.lines.map(makeLine));
    const rows = piece.rows.map((row) => R.el("tr", {}, ...row.map(makeCell)));
    return R.el("table", {}, R.el("colgroup", {}, ...columns), R.el("tbody", {}, ...rows));
  }

  function fillPiece(piece) {
    if (piece.lines) piece.node.append(...piece.lines.map(makeLine));
    else piece.node.append(makeTable(piece));
  }

  const heightOfLine = (line) => LINE_HEIGHT * Math.ceil((line.end - line.start + 1) / CHARACTERS_PER_LINE);

  function estimate(piece) {
    if (piece.lines) return piece.lines.reduce((sum, line) => sum + heightOfLine(line), 0);
    return piece.rows.length * LINE_HEIGHT * 2;
  }

  function fillNext() {
    const element = pieces.next();
    if (element) pieces.fill(element);
    return Boolean(element);
  }

  R.markOf = new WeakMap();
  R.fillSource = () => pieces.fillAll();
  R.fillLine = (line) => pieces.fill(line.piece.node);

  R.startSource = () => {
    pieces = R.pieces(R.byId("source"));
    for (const piece of R.planSource(R.model)) {
      // Skipped by the browser from the start: what is filled out of view is then never laid out.
      piece.node = R.el("div", { class: "piece" });
      R.byId("source").append(piece.node);
      pieces.add(piece.node, estimate(piece), () => fillPiece(piece));
    }
    // Without this the browser's own search would not find text that was never in view.
    R.inSlices(fillNext);
  };
})();
