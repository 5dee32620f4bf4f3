/* In:    the JSON in #data: documents with their counts, and the rules; runs after js/0*.js.
   Out:   the running overview: totals, the list of documents, the list of rules.
   Never: links to anything but a file next to it. */
(() => {
  const TYPING_PAUSE = 120;
  const STATUSES = ["complete", "partial", "failed"];
  // A relative address of a page: no scheme, no other server.
  const SAFE_LINK = /^(?![\\/]{2})[^:]*\.html$/;
  const data = JSON.parse(R.byId("data").textContent);
  const rules = new Map(Object.entries(data.rules));
  let texts = new Map();
  let entries = [];

  const ruleTitle = (rule) => (rules.has(rule) ? R.say(rules.get(rule).title) : "") || rule;
  const nameOf = (entry) => entry.title || entry.path;

  /** The same document, with its counts by rule as a map. */
  const readEntry = (entry, index) => ({ ...entry, index, rules: new Map(Object.entries(entry.rules)) });

  const SORTS = {
    sortGiven: (a, b) => a.index - b.index,
    sortWorst: (a, b) => b.counts.error - a.counts.error || b.counts.warning - a.counts.warning || b.counts.info - a.counts.info,
    sortName: (a, b) => nameOf(a).localeCompare(nameOf(b), R.lang),
  };

  function textOf(entry) {
    if (!texts.has(entry)) {
      const exact = R.lower(`${nameOf(entry)}\n${entry.path}`);
      texts.set(entry, { exact, folded: R.fold(exact) });
    }
    return texts.get(entry);
  }

  function filters() {
    return {
      words: R.byId("filter-words").value,
      rule: R.byId("filter-rule").value,
      status: R.byId("filter-status").value,
      sort: R.byId("filter-sort").value,
    };
  }

  function shownEntries() {
    const { words, rule, status, sort } = filters();
    const hasWords = R.wordMatcher(words);
    const fits = (entry) => (rule === "" || entry.rules.get(rule) > 0)
      && (status === "" || entry.status === status)
      && hasWords(textOf(entry).exact, textOf(entry).folded);
    return entries.filter(fits).sort(SORTS[sort]);
  }

  function numberCell(severity, count) {
    return R.el("td", { class: `number ${count === 0 ? "zero" : ""}` }, R.severityBadge(severity), ` ${R.number(count)}`);
  }

  function nameCell(entry) {
    const name = R.dataText(nameOf(entry), { lang: "vi" });
    const linked = entry.href !== null && SAFE_LINK.test(entry.href);
    return R.el(
      "th", { scope: "row" },
      linked ? R.el("a", { href: entry.href }, name) : name,
      entry.title ? R.el("small", {}, R.dataText(entry.path)) : null,
    );
  }

  function statusCell(entry) {
    const why = R.say(entry.error);
    return R.el(
      "td", { class: "status" },
      R.el("span", { class: entry.status }, R.t(entry.status)),
      why ? R.el("small", {}, R.dataText(why)) : null,
    );
  }

  const documentRow = (entry) => R.el(
    "tr", {}, nameCell(entry),
    ...R.SEVERITIES.map((severity) => numberCell(severity, entry.counts[severity])),
    statusCell(entry),
  );

  const column = (text, kind) => R.el("th", { scope: "col", class: kind }, text);

  function showDocuments() {
    const shown = shownEntries();
    R.byId("documents-head").replaceChildren(R.el(
      "tr", {}, column(R.t("source")),
      ...R.SEVERITIES.map((severity) => column(R.severityBadge(severity), "number")),
      column(R.t("status"), "status"),
    ));
    R.byId("documents-body").replaceChildren(...shown.map(documentRow));
    R.byId("documents").hidden = shown.length === 0;
    R.byId("empty").hidden = shown.length > 0;
    R.byId("empty").textContent = R.t(entries.length === 0 ? "noDocuments" : "noneMatch");
    R.byId("count").textContent = R.t("shownCount", { shown: R.number(shown.length), all: R.number(entries.length) });
  }

  function ruleCounts() {
    const counts = new Map();
    for (const [rule, count] of entries.flatMap((entry) => [...entry.rules])) {
      const kept = counts.get(rule) || { rule, documents: 0, findings: 0 };
      if (count > 0) counts.set(rule, { rule, documents: kept.documents + 1, findings: kept.findings + count });
    }
    return [...counts.values()].sort((a, b) => b.findings - a.findings);
  }

  function filterByRule(rule) {
    R.byId("filter-rule").value = rule;
    onFilter();
    R.byId("documents").focus();
  }

  function ruleRow({ rule, documents, findings }) {
    const name = R.button("", { onclick: () => filterByRule(rule) }, R.dataText(ruleTitle(rule)));
    return R.el(
      "tr", {}, R.el("th", { scope: "row" }, name),
      R.el("td", { class: "number" }, R.number(documents)),
      R.el("td", { class: "number" }, R.number(findings)),
    );
  }

  function showRules() {
    const head = [column(R.t("rule")), column(R.t("ruleDocuments"), "number"), column(R.t("ruleFindings"), "number")];
    R.byId("rules-head").replaceChildren(R.el("tr", {}, ...head));
    R.byId("rules-body").replaceChildren(...ruleCounts().map(ruleRow));
  }

  function showTotals() {
    const sum = (severity) => R.number(entries.reduce((total, entry) => total + entry.counts[severity], 0));
    const withStatus = (status) => entries.filter((entry) => entry.status === status).length;
    const [partial, failed] = [withStatus("partial"), withStatus("failed")];
    R.byId("totals").textContent = R.t("totals", {
      documents: R.number(entries.length), error: sum("error"), warning: sum("warning"), info: sum("info"),
    });
    R.byId("unreadable").hidden = partial + failed === 0;
    R.byId("unreadable").textContent = R.t("unreadable", { partial: R.number(partial), failed: R.number(failed) });
    R.byId("tool").textContent = R.visible(`${data.tool.name} ${data.tool.version}`);
  }

  function fillSelect(id, options) {
    const { value } = R.byId(id);
    R.byId(id).replaceChildren(...options.map(([key, name]) => R.el("option", { value: key }, R.visible(name))));
    if (options.some(([key]) => key === value)) R.byId(id).value = value;
  }

  function fillForm() {
    const all = ["", R.t("all")];
    fillSelect("filter-rule", [all, ...ruleCounts().map(({ rule }) => [rule, ruleTitle(rule)])]);
    fillSelect("filter-status", [all, ...STATUSES.map((status) => [status, R.t(status)])]);
    fillSelect("filter-sort", Object.keys(SORTS).map((sort) => [sort, R.t(sort)]));
  }

  function readHash() {
    const pairs = new URLSearchParams(location.hash.slice(1));
    for (const name of Object.keys(filters())) {
      const field = R.byId(`filter-${name}`);
      if (pairs.has(name)) field.value = pairs.get(name);
      if (field.selectedIndex === -1) field.selectedIndex = 0;
    }
  }

  function writeHash() {
    const set = Object.entries(filters()).filter(([, value]) => value !== "" && value !== "sortGiven");
    history.replaceState(null, "", `#${new URLSearchParams(set)}`);
  }

  function onFilter() {
    writeHash();
    showDocuments();
    R.announce(R.byId("count").textContent);
  }

  function showAll() {
    texts = new Map();
    fillForm();
    showTotals();
    showDocuments();
    showRules();
  }

  let pause = 0;
  function onTyping() {
    clearTimeout(pause);
    pause = setTimeout(onFilter, TYPING_PAUSE);
  }

  function onSubmit(event) {
    event.preventDefault();
    onFilter();
  }

  function start() {
    entries = data.documents.map(readEntry);
    R.startSettings(data.lang);
    fillForm();
    readHash();
    showAll();
    R.byId("filter-words").addEventListener("input", onTyping);
    R.byId("filter-form").addEventListener("change", onFilter);
    R.byId("filter-form").addEventListener("submit", onSubmit);
    R.on("language", showAll);
  }

  start();
})();
