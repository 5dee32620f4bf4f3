/* In:    R.shown, the chosen finding, the decisions.
   Out:   R.startList, R.shownByGroup, R.cardOf, R.showCard (scrolls, focuses), R.redrawCards; the list of cards in pieces by group.
   Never: makes cards far from the view; loses the focus when it redraws. */
(() => {
  const CARDS_PER_PIECE = 30;
  const CARD_HEIGHT = 215;
  let pieces;
  let pieceOf = new Map();
  let cards = new Map();
  let positions = new Map();

  function drawCard(finding) {
    const card = R.makeCard(finding, positions.get(finding) + 1, R.shown.length);
    cards.set(finding, card);
    return card;
  }

  function addPiece(parent, findings) {
    const list = R.el("ol", { class: "cards" });
    parent.append(list);
    for (const finding of findings) pieceOf.set(finding, list);
    pieces.add(list, findings.length * CARD_HEIGHT, () => {
      list.append(...findings.map(drawCard));
      list.classList.add("piece");
    });
  }

  function groupSection(group, findings) {
    const name = R.t("optionCount", { name: R.groupName(group), count: R.number(findings.length) });
    const section = R.el("section", { class: "group" }, R.el("h3", {}, R.dataText(name)));
    for (let start = 0; start < findings.length; start += CARDS_PER_PIECE) {
      addPiece(section, findings.slice(start, start + CARDS_PER_PIECE));
    }
    return section;
  }

  /** The findings shown, by group, in reading order. */
  R.shownByGroup = () => {
    const groups = new Map();
    for (const finding of R.shown) {
      if (!groups.has(finding.group)) groups.set(finding.group, []);
      groups.get(finding.group).push(finding);
    }
    return groups;
  };

  function emptySentence() {
    if (R.model.findings.length === 0) return R.el("p", { class: "calm" }, R.t("noFindings"));
    return R.el("p", { class: "calm" }, R.t("noneShown"), " ", R.button(R.t("filterClear"), { onclick: R.clearFilters }));
  }

  function fillList() {
    pieces.reset();
    pieceOf = new Map();
    cards = new Map();
    positions = new Map(R.shown.map((finding, index) => [finding, index]));
    const list = R.byId("list");
    list.replaceChildren();
    for (const [group, findings] of R.shownByGroup()) list.append(groupSection(group, findings));
    if (R.shown.length === 0) list.append(emptySentence());
    list.scrollTop = 0;
  }

  /** Redraws, then gives the focus back to the element with the same key. */
  function keepFocus(redraw) {
    const { key } = document.activeElement ? document.activeElement.dataset : {};
    redraw();
    if (!key || document.activeElement.dataset.key === key) return;
    const again = R.byId("list").querySelector(`[data-key="${CSS.escape(key)}"]`);
    (again || R.byId("list")).focus({ preventScroll: true });
  }

  const isShown = (finding) => Boolean(finding) && pieceOf.has(finding);

  R.cardOf = (finding) => {
    if (!isShown(finding)) return null;
    pieces.fill(pieceOf.get(finding));
    return cards.get(finding);
  };

  R.redrawCards = (findings) => {
    keepFocus(() => {
      for (const finding of findings) {
        const old = cards.get(finding);
        if (old) old.replaceWith(drawCard(finding));
      }
    });
  };

  function redrawList() {
    keepFocus(fillList);
    if (isShown(R.chosen)) R.showCard(R.chosen, false);
  }

  function scrollToCard(finding) {
    const card = R.cardOf(finding);
    if (!card) return;
    const view = R.byId("list").getBoundingClientRect();
    const box = card.getBoundingClientRect();
    const above = box.top - view.top;
    const below = box.bottom - view.bottom;
    if (above < 0 || box.height > view.height) R.byId("list").scrollTop += above;
    else if (below > 0) R.byId("list").scrollTop += Math.min(below, above);
  }

  R.showCard = (finding, focus) => {
    const card = R.cardOf(finding);
    if (!card) return;
    if (focus) card.querySelector(".pick").focus({ preventScroll: true });
    R.settle("list", () => scrollToCard(finding));
  };

  function onClick(event) {
    const card = event.target.closest(".card");
    if (!card || event.target.closest("button:not(.pick), input, summary, form")) return;
    R.choose(card.dataset.id);
  }

  R.startList = () => {
    pieces = R.pieces(R.byId("list"));
    R.byId("list").addEventListener("click", onClick);
    R.on("shown", redrawList);
    R.on("language", redrawList);
  };
})();
