/* In:    R.filters, the counts by severity, rule, unit and decision.
   Out:   R.startFilterView; the filter form and the count above the list.
   Never: filters by itself: changes go through R.setFilters. */
(() => {
  const TYPING_PAUSE = 120;
  // Values of the unit list: "" for all, "=" and the id of a unit, "=" alone for the whole document.
  const unitValue = (unit) => (unit === null ? "" : `=${unit}`);
  const unitFromValue = (value) => (value === "" ? null : value.slice(1));

  function countBy(keysOf) {
    const counts = new Map();
    for (const finding of R.model.findings) {
      for (const key of keysOf(finding)) counts.set(key, (counts.get(key) || 0) + 1);
    }
    return counts;
  }

  function option(value, name, count) {
    const text = count === undefined ? name : R.t("optionCount", { name, count: R.number(count) });
    return R.el("option", { value }, R.visible(text));
  }

  function fillSelect(id, options, value) {
    R.byId(id).replaceChildren(option("", R.t("all")), ...options);
    R.byId(id).value = value;
  }

  function severityBox(severity, count) {
    const box = R.el("input", { type: "checkbox", value: severity });
    return R.el("label", { class: "switch" }, box, R.severityBadge(severity), ` (${R.number(count)})`);
  }

  function fillSeverities() {
    const counts = countBy((finding) => [finding.severity]);
    const legend = R.byId("filter-severities").querySelector("legend");
    R.byId("filter-severities").replaceChildren(legend, ...R.SEVERITIES.map((severity) => severityBox(severity, counts.get(severity) || 0)));
  }

  function fillRules() {
    const counts = countBy((finding) => [finding.raw.rule]);
    fillSelect("filter-rule", [...counts].map(([rule, count]) => option(rule, R.ruleTitle(rule), count)), R.filters.rule);
  }

  function fillUnits() {
    const counts = countBy((finding) => (finding.group.unit ? new Set(finding.raw.unit_ids) : [""]));
    const names = new Map(R.model.groups.map((group) => [group.key, R.groupName(group)]));
    const nameOf = (id) => names.get(id) || (R.model.units.has(id) ? R.unitName(R.model.units.get(id)) : id);
    const options = [...counts].map(([id, count]) => option(unitValue(id), nameOf(id), count));
    fillSelect("filter-unit", options, unitValue(R.filters.unit));
  }

  function fillStates() {
    fillSelect("filter-state", ["none", ...R.STATES].map((state) => option(state, R.t(state))), R.filters.state);
  }

  function fillForm() {
    fillSeverities();
    fillRules();
    fillUnits();
    fillStates();
    showValues();
  }

  function showValues() {
    for (const box of R.byId("filter-severities").querySelectorAll("input")) {
      box.checked = R.filters.severities.includes(box.value);
    }
    R.byId("filter-rule").value = R.filters.rule;
    R.byId("filter-unit").value = unitValue(R.filters.unit);
    R.byId("filter-state").value = R.filters.state;
    if (document.activeElement !== R.byId("filter-words")) R.byId("filter-words").value = R.filters.words;
    showCount();
  }

  R.countWords = () => R.t("shownCount", { shown: R.number(R.shown.length), all: R.number(R.model.findings.length) });

  function showCount() {
    R.byId("count").textContent = R.countWords();
  }

  function readForm() {
    const boxes = [...R.byId("filter-severities").querySelectorAll("input")];
    return {
      severities: boxes.filter((box) => box.checked).map((box) => box.value),
      rule: R.byId("filter-rule").value,
      unit: unitFromValue(R.byId("filter-unit").value),
      state: R.byId("filter-state").value,
      words: R.byId("filter-words").value,
    };
  }

  function applyForm() {
    R.setFilters(readForm());
    R.announce(R.countWords());
  }

  let pause = 0;
  function onTyping() {
    clearTimeout(pause);
    pause = setTimeout(applyForm, TYPING_PAUSE);
  }

  function onSubmit(event) {
    event.preventDefault();
    applyForm();
  }

  function onClear() {
    R.byId("filter-words").value = "";
    R.clearFilters();
    R.announce(R.countWords());
  }

  R.focusSearch = () => {
    R.showPane("findings");
    R.byId("filters").open = true;
    R.byId("filter-words").select();
  };

  R.startFilterView = () => {
    R.byId("filter-form").addEventListener("change", applyForm);
    R.byId("filter-form").addEventListener("submit", onSubmit);
    R.byId("filter-words").addEventListener("input", onTyping);
    R.byId("filter-clear").addEventListener("click", onClear);
    R.on("language", fillForm);
    R.on("shown", showValues);
    fillForm();
  };
})();
