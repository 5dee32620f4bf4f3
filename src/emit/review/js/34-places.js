/* In:    the chosen finding and which of its places is looked at; clicks on marks.
   Out:   R.showPlaces, R.showPlace, R.startPlaces; marks of the chosen finding, the bar above the source.
   Never: decides which finding is chosen on its own: a click on a mark goes through R.choose. */
(() => {
  const MARGIN = 24;
  const MARKS_AT_ONCE = 100;
  let marked = [];
  let places = [];
  let current = 0;

  const marksOf = (place) => place.lines.flatMap((line) => line.marks.filter((mark) => mark.start >= place.start && mark.end <= place.end));

  function unmark() {
    for (const { node } of marked) {
      node.classList.remove("chosen", "current");
      node.tabIndex = -1;
      node.removeAttribute("aria-current");
      delete node.dataset.flag;
    }
    marked = [];
  }

  function markPlace(place) {
    place.lines.forEach(R.fillLine);
    const marks = marksOf(place);
    marks.forEach((mark, index) => {
      mark.node.classList.add("chosen");
      mark.node.setAttribute("aria-current", "true");
      if (index > 0) return;
      mark.node.tabIndex = 0;
      mark.node.dataset.flag = [mark.node.dataset.flag, place.number].filter(Boolean).join(", ");
    });
    marked.push(...marks);
  }

  /** Far from the view the box of the whole piece is near enough, and spares laying the piece out. */
  function boxOf(mark) {
    const view = R.byId("source").getBoundingClientRect();
    const piece = mark.line.piece.node.getBoundingClientRect();
    const near = piece.bottom > view.top - view.height && piece.top < view.bottom + view.height;
    return near ? mark.node.getBoundingClientRect() : piece;
  }

  function extent(list) {
    const boxes = list.flatMap(marksOf).map(boxOf);
    return { top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)) };
  }

  /** All places in view where they fit, otherwise the current one near the top. */
  function scrollToPlace() {
    const view = R.byId("source").getBoundingClientRect();
    if (view.height === 0 || places.length === 0) return;
    const all = extent(places);
    const fits = all.bottom - all.top <= view.height - 2 * MARGIN;
    const target = fits ? all : extent([places[current]]);
    const inView = target.top >= view.top + MARGIN && target.bottom <= view.bottom - MARGIN;
    const height = target.bottom - target.top;
    const room = fits ? (view.height - height) / 2 : Math.max(MARGIN, view.height / 4 - height / 2);
    if (!inView) R.byId("source").scrollTop += target.top - view.top - room;
  }

  function numbersOut(test) {
    return places.filter((place) => test(extent([place]))).map((place) => place.number).join(", ");
  }

  function placeWords() {
    if (places.length === 0) return R.t("placeNowhere");
    const view = R.byId("source").getBoundingClientRect();
    const above = numbersOut((box) => box.bottom < view.top);
    const below = numbersOut((box) => box.top > view.bottom);
    return [
      R.t("placeOf", { place: places[current].number, all: places.length }),
      above && R.t("placeAbove", { places: above }),
      below && R.t("placeBelow", { places: below }),
    ].filter(Boolean).join("; ");
  }

  function showBar() {
    R.byId("places").hidden = !R.chosen;
    if (!R.chosen) return;
    const words = placeWords();
    if (R.byId("place-words").textContent !== words) R.byId("place-words").textContent = words;
    for (const id of ["place-previous", "place-next"]) R.byId(id).disabled = places.length < 2;
  }

  function markCurrent() {
    for (const { node } of marked) node.classList.remove("current");
    if (places.length > 0) for (const { node } of marksOf(places[current])) node.classList.add("current");
  }

  R.showPlace = (index) => {
    current = Math.max(index, 0);
    markCurrent();
    R.settle("source", () => {
      scrollToPlace();
      showBar();
    });
  };

  /** Marks every place of the chosen finding and scrolls to one of them. */
  R.showPlaces = (number = 1) => {
    unmark();
    places = R.chosen ? R.chosen.places.filter((place) => place.lines.length > 0) : [];
    places.forEach(markPlace);
    R.showPlace(places.findIndex((place) => place.number === number));
  };

  const step = (by) => R.showPlace((current + by + places.length) % places.length);

  /** Where marks overlap, each further click chooses the next finding that has a place there. */
  function chooseAt(node) {
    const { line, start, end } = R.markOf.get(node);
    const here = line.places.filter((place) => place.start <= start && place.end >= end);
    const last = here.map((place) => place.finding).lastIndexOf(R.chosen);
    const next = here[(last + 1) % here.length];
    R.choose(next.finding.id, { place: next.number });
  }

  function onMark(event) {
    const node = event.target.closest("mark");
    if (!node || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    chooseAt(node);
  }

  /** The chosen marks at once, the others, which may be many, bit by bit. */
  function renameMarks() {
    const nodes = [...document.querySelectorAll("#source mark")];
    let next = 0;
    marked.forEach(R.nameMark);
    R.inSlices(() => {
      nodes.slice(next, next + MARKS_AT_ONCE).forEach((node) => R.nameMark(R.markOf.get(node)));
      next += MARKS_AT_ONCE;
      return next < nodes.length;
    });
    showBar();
  }

  R.startPlaces = () => {
    const source = R.byId("source");
    source.addEventListener("click", onMark);
    source.addEventListener("keydown", onMark);
    source.addEventListener("scroll", showBar, { passive: true });
    window.addEventListener("resize", showBar);
    R.byId("place-previous").addEventListener("click", () => step(-1));
    R.byId("place-next").addEventListener("click", () => step(1));
    R.on("language", renameMarks);
  };
})();
