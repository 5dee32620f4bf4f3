/* In:    R.model, the decisions, the hash of the address.
   Out:   R.filters (what is filtered), R.shown (findings in order), R.setFilters, R.refilter, R.writeHash, R.readHash; the event "shown".
   Never: touches the page. */
(() => {
  const EMPTY = { severities: R.SEVERITIES, rule: "", unit: null, state: "", words: "" };
  const TEXTS_AT_ONCE = 50;
  const HASH_PAUSE = 300;
  let texts = new Map();

  R.filters = { ...EMPTY };
  R.shown = [];

  function searchableText(finding) {
    const { raw } = finding;
    const quotes = raw.evidence.map((evidence) => evidence.quote);
    const suggestion = raw.suggestion ? raw.suggestion.value : "";
    const words = [R.ruleTitle(raw.rule), R.say(raw.message), R.groupName(finding.group), suggestion, raw.id, ...quotes];
    const exact = R.lower(words.join("\n"));
    return { exact, folded: R.fold(exact) };
  }

  function textOf(finding) {
    if (!texts.has(finding)) texts.set(finding, searchableText(finding));
    return texts.get(finding);
  }

  /** Makes the texts bit by bit, so that the first search need not make all of them. */
  function prepareTexts() {
    let next = 0;
    texts = new Map();
    R.inSlices(() => {
      R.model.findings.slice(next, next + TEXTS_AT_ONCE).forEach(textOf);
      next += TEXTS_AT_ONCE;
      return next < R.model.findings.length;
    });
  }

  const inUnit = (finding, unit) => (unit === "" ? finding.group.unit === null : finding.raw.unit_ids.includes(unit));

  function matcher(filters) {
    const hasWords = R.wordMatcher(filters.words);
    return (finding) => filters.severities.includes(finding.severity)
      && (filters.rule === "" || finding.raw.rule === filters.rule)
      && (filters.unit === null || inUnit(finding, filters.unit))
      && (filters.state === "" || R.stateOf(finding) === filters.state)
      && (filters.words.trim() === "" || hasWords(textOf(finding).exact, textOf(finding).folded));
  }

  /** Works out again what is shown, and says so only where it has changed. */
  R.refilter = (always = false) => {
    const shown = R.model.ordered.filter(matcher(R.filters));
    const same = shown.length === R.shown.length && shown.every((finding, index) => finding === R.shown[index]);
    R.shown = shown;
    if (always || !same) R.emit("shown");
  };

  function hash() {
    const { severities, rule, unit, state, words } = R.filters;
    const pairs = new URLSearchParams();
    if (severities.length < R.SEVERITIES.length) pairs.set("severity", severities.join(","));
    if (rule) pairs.set("rule", rule);
    if (unit !== null) pairs.set("unit", unit);
    if (state) pairs.set("state", state);
    if (words.trim()) pairs.set("words", words);
    if (R.chosen) pairs.set("finding", R.chosen.id);
    return pairs.toString();
  }

  let pause = 0;
  /** Keeps filters and the chosen finding in the address; after a pause, for browsers limit how often. */
  R.writeHash = () => {
    clearTimeout(pause);
    pause = setTimeout(() => history.replaceState(null, "", `#${hash()}`), HASH_PAUSE);
  };

  /** Gives the id of the finding the address names, or null. */
  R.readHash = () => {
    const pairs = new URLSearchParams(location.hash.slice(1));
    const severities = pairs.has("severity") ? pairs.get("severity").split(",") : R.SEVERITIES;
    R.filters = {
      severities: R.SEVERITIES.filter((severity) => severities.includes(severity)),
      rule: pairs.get("rule") || "",
      unit: pairs.get("unit"),
      state: pairs.get("state") || "",
      words: pairs.get("words") || "",
    };
    return pairs.get("finding");
  };

  R.setFilters = (change) => {
    R.filters = { ...R.filters, ...change };
    R.refilter(true);
    R.writeHash();
  };

  R.clearFilters = () => R.setFilters(EMPTY);

  R.startFilter = () => {
    prepareTexts();
    R.on("language", prepareTexts);
  };
})();
