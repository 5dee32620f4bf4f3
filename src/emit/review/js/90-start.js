/* In:    the JSON in #data; everything the other files put into R.
   Out:   the running page, and window.rasoat, through which tests drive it.
   Never: does anything that a button of the page could not do. */
(() => {
  const MANY = 200;

  function onDecisions(findings) {
    if (findings.length > MANY) R.refilter(true);
    else {
      R.redrawCards(findings);
      R.refilter();
    }
  }

  /** Follows a link to another finding or filter of this same page. */
  function onHash() {
    const id = R.readHash();
    R.refilter(true);
    if (id) R.choose(id);
  }

  function chooseFirst(id) {
    const first = R.model.byId.get(id) || R.shown.find((finding) => R.stateOf(finding) === "none") || R.shown[0];
    if (first) R.choose(first.id);
  }

  function start() {
    const data = JSON.parse(R.byId("data").textContent);
    R.model = R.buildModel(data);
    R.startDecisions();
    R.startSettings(data.lang);
    const id = R.readHash();
    for (const startPart of [R.startFilter, R.startKeys, R.startHead, R.startSource, R.startPlaces, R.startFilterView, R.startList, R.startPrint]) startPart();
    R.on("decisions", onDecisions);
    R.refilter(true);
    chooseFirst(id);
    window.addEventListener("hashchange", onHash);
    window.rasoat = {
      data,
      shown: () => R.shown.map((finding) => finding.id),
      choose: R.choose,
      decide: R.decide,
      undo: R.undo,
      redo: R.redo,
      exported: R.exported,
      importText: R.importDecisions,
      filter: R.setFilters,
    };
  }

  start();
})();
