/* In:    the blocks of the data, and the places of all findings.
   Out:   R.planSource: pieces of paragraphs and of table rows, each line with the places that touch it.
   Never: touches the page. */
(() => {
  const CHARACTERS_PER_PIECE = 5000;
  const ROWS_PER_PIECE = 40;

  function readLines(blocks, toUnit) {
    return blocks.map((block) => ({ block, start: toUnit(block.s), end: toUnit(block.e), places: [], marks: [] }));
  }

  /** Gives each line its places in one sweep: every place starts at a binary search. */
  function attachPlaces(lines, findings) {
    const sorted = [...lines].sort((a, b) => a.start - b.start);
    for (const place of findings.flatMap((finding) => finding.places)) {
      let index = R.firstIndex(sorted, (line) => line.end > place.start);
      for (; index < sorted.length && sorted[index].start < place.end; index += 1) {
        sorted[index].places.push(place);
        place.lines.push(sorted[index]);
      }
    }
  }

  function tableItem(lines) {
    const rows = new Map();
    for (const line of lines) {
      const { r, c } = line.block;
      if (!rows.has(r)) rows.set(r, new Map());
      const cells = rows.get(r);
      if (!cells.has(c)) cells.set(c, { row: r, column: c, rows: line.block.rs || 1, columns: line.block.cs || 1, lines: [] });
      cells.get(c).lines.push(line);
    }
    const ordered = [...rows.entries()].sort((a, b) => a[0] - b[0]);
    return { rows: ordered.map(([, cells]) => [...cells.values()].sort((a, b) => a.column - b.column)) };
  }

  /** Paragraphs one by one; all lines of a table together, where its first line stands. */
  function readItems(lines) {
    const items = [];
    const tables = new Map();
    for (const line of lines) {
      if (line.block.k !== "c") items.push({ line });
      else if (tables.has(line.block.t)) tables.get(line.block.t).push(line);
      else {
        tables.set(line.block.t, [line]);
        items.push({ table: tables.get(line.block.t) });
      }
    }
    return items;
  }

  /** Shares the width between columns by how much text they hold, the same in every piece of a table. */
  function columnWidths(rows) {
    const weights = [];
    for (const cell of rows.flat()) {
      const length = cell.lines.reduce((sum, line) => sum + line.end - line.start, 0) / cell.columns;
      for (let column = cell.column; column < cell.column + cell.columns; column += 1) {
        weights[column] = Math.max(weights[column] || 0, Math.min(length, 400));
      }
    }
    const shares = Array.from(weights, (weight) => Math.sqrt(Math.max(weight || 0, 6)));
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.map((share) => (100 * share) / sum);
  }

  /** Cuts a long table where no cell reaches over the cut. */
  function tablePieces(lines) {
    const { rows } = tableItem(lines);
    const widths = columnWidths(rows);
    const pieces = [];
    let open = [];
    let reach = 0;
    for (const row of rows) {
      if (open.length >= ROWS_PER_PIECE && row[0].row >= reach) {
        pieces.push({ rows: open, widths });
        open = [];
      }
      open.push(row);
      for (const cell of row) reach = Math.max(reach, cell.row + cell.rows);
    }
    return [...pieces, { rows: open, widths }];
  }

  function planPieces(items) {
    const pieces = [];
    let open = null;
    for (const item of items) {
      if (item.table) {
        pieces.push(...tablePieces(item.table));
        open = null;
      } else {
        if (!open || open.characters > CHARACTERS_PER_PIECE) {
          open = { lines: [], characters: 0 };
          pieces.push(open);
        }
        open.lines.push(item.line);
        open.characters += item.line.end - item.line.start;
      }
    }
    return pieces;
  }

  R.planSource = (model) => {
    const lines = readLines(model.data.blocks, model.toUnit);
    attachPlaces(lines, model.findings);
    const pieces = planPieces(readItems(lines));
    for (const piece of pieces) {
      const own = piece.lines || piece.rows.flat().flatMap((cell) => cell.lines);
      for (const line of own) line.piece = piece;
    }
    return pieces;
  };
})();
