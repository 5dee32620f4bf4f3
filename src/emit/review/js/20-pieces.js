/* In:    a scrolling element; pieces to fill when they come near the view.
   Out:   R.pieces (fills lazily), R.settle (scrolls until late layout has come to rest), R.inSlices.
   Never: knows what a piece holds. */
(() => {
  const AHEAD = "1200px 0px";
  const SETTLE_FRAMES = 5;
  const SLICE = 8;
  const SLICE_PAUSE = 24;

  /** Pieces keep an estimated height until they are filled, so that the scroll bar stays about right. */
  R.pieces = (root) => {
    let waiting = new Map();

    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
    }, { root, rootMargin: AHEAD });

    function add(element, height, fillIt) {
      element.style.minHeight = `${height}px`;
      element.style.containIntrinsicSize = `auto ${height}px`;
      waiting.set(element, fillIt);
      observer.observe(element);
    }

    function fill(element) {
      const fillIt = waiting.get(element);
      if (!fillIt) return;
      waiting.delete(element);
      observer.unobserve(element);
      fillIt(element);
      element.style.minHeight = "";
    }

    function reset() {
      observer.disconnect();
      waiting = new Map();
    }

    const next = () => waiting.keys().next().value;
    const fillAll = () => [...waiting.keys()].forEach(fill);
    return { add, fill, reset, next, fillAll };
  };

  /** Takes steps in short slices with pauses for the user between them, until a step gives false. */
  R.inSlices = (step) => {
    setTimeout(() => {
      const end = performance.now() + SLICE;
      let more = step();
      while (more && performance.now() < end) more = step();
      if (more) R.inSlices(step);
    }, SLICE_PAUSE);
  };

  const rounds = new Map();

  /** Heights of pieces out of view are estimates: scroll again while the real ones come in. */
  R.settle = (name, scroll) => {
    const round = (rounds.get(name) || 0) + 1;
    rounds.set(name, round);
    let frames = SETTLE_FRAMES;
    const step = () => {
      if (rounds.get(name) !== round) return;
      scroll();
      frames -= 1;
      if (frames > 0) requestAnimationFrame(step);
    };
    step();
  };
})();
