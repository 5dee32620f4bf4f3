/* In:    the findings shown, their decisions; the box #print-source.
   Out:   R.startPrint; the printed sheet, made before printing and removed after it.
   Never: prints buttons, or the source where it was not asked for. */
(() => {
  function printedPlace({ evidence }) {
    const where = `${R.partName(evidence.part)} (${R.placeWhere(evidence.span)}): `;
    return R.el("li", {}, where, "“", R.dataText(evidence.quote, { lang: "vi" }), "”");
  }

  function printedFinding(finding) {
    return R.el(
      "li", { class: "printed" },
      R.el("h3", {}, R.severityBadge(finding.severity), " ", R.dataText(R.ruleTitle(finding.raw.rule))),
      R.el("p", { class: "isolated" }, R.visible(R.say(finding.raw.message))),
      R.el("ul", {}, ...finding.places.map(printedPlace)),
      R.suggestionLine(finding),
      R.decisionLine(finding) || R.el("p", { class: "meta" }, R.t("none")),
    );
  }

  function printedGroup([group, shown]) {
    return R.el(
      "section", {},
      R.el("h2", {}, R.dataText(R.groupName(group))),
      R.el("ol", {}, ...shown.map(printedFinding)),
    );
  }

  function unreadSection() {
    const lines = R.unreadLines();
    if (lines.length === 0) return null;
    return R.el("section", {}, R.el("h2", {}, R.unreadTitle()), R.el("ul", {}, ...lines.map((line) => R.el("li", {}, line))));
  }

  function fillSheet() {
    const sheet = [
      R.el("h1", {}, `${R.t("printTitle")}: `, R.dataText(R.documentName())),
      R.el("p", { class: "meta" }, R.visible(R.documentFacts().join(" · "))),
      R.el("p", {}, `${R.countWords()}; ${R.progressWords()}`),
      R.model.findings.length === 0 ? R.el("p", {}, R.t("noFindings")) : null,
      ...[...R.shownByGroup()].map(printedGroup),
      unreadSection(),
    ];
    R.byId("print-sheet").replaceChildren(...sheet.filter(Boolean));
  }

  function beforePrint() {
    const withSource = R.byId("print-source").checked;
    document.body.classList.toggle("print-source", withSource);
    if (withSource) R.fillSource();
    fillSheet();
  }

  R.startPrint = () => {
    window.addEventListener("beforeprint", beforePrint);
    window.addEventListener("afterprint", () => R.byId("print-sheet").replaceChildren());
  };
})();
