/* In:    R.model, the decisions; the text of a file of decisions the user picked.
   Out:   R.exported (the object that is written), R.saveDecisions, R.importDecisions.
   Never: writes a time or anything about the user; sends nothing anywhere. */
(() => {
  const FORMAT = "rasoat-decisions";
  const VERSION = 1;

  function exportedDecision(finding) {
    const { decision, value, note } = R.decisionOf(finding);
    return { id: finding.id, rule: finding.raw.rule, decision, value, note };
  }

  R.exported = () => {
    const { path, sha256 } = R.model.data.source;
    const decided = R.model.findings.filter(R.decisionOf);
    return { format: FORMAT, version: VERSION, documents: [{ path, sha256, decisions: decided.map(exportedDecision) }] };
  };

  function fileName() {
    const base = R.model.data.source.path.split(/[\\/]/).pop();
    const stem = base.replace(/\.[^.]+$/, "").replace(/[<>:"|?*]/g, "_");
    return `${R.visible(stem) || "rasoat"}.decisions.json`;
  }

  function download(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = R.el("a", { href: address, download: name });
    link.click();
    // The browser still reads the address after click() returns.
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  R.saveDecisions = () => {
    const content = R.exported();
    const name = fileName();
    download(name, `${JSON.stringify(content, null, 2)}\n`);
    R.announce(R.t("exported", { count: R.number(content.documents[0].decisions.length), name }));
  };

  function parseFile(text) {
    try {
      const content = JSON.parse(text);
      const fits = content.format === FORMAT && content.version === VERSION && Array.isArray(content.documents);
      return fits ? content : null;
    } catch {
      return null;
    }
  }

  const isThisDocument = (entry) => entry && entry.sha256 === R.model.data.source.sha256 && Array.isArray(entry.decisions);

  function toChange(given) {
    const finding = given ? R.model.byId.get(given.id) : undefined;
    const decision = R.readDecision(given);
    return finding && decision ? [finding, decision] : null;
  }

  /** Gives the sentence that says what happened. */
  R.importDecisions = (text) => {
    const content = parseFile(text);
    if (!content) return R.t("importNotJson");
    const given = content.documents.filter(isThisDocument);
    if (given.length === 0) return R.t("importOther");
    const all = given.flatMap((entry) => entry.decisions);
    const changes = all.map(toChange).filter(Boolean);
    if (changes.length > 0) R.change(changes);
    const counts = { taken: R.number(changes.length), ignored: R.number(all.length - changes.length) };
    return R.t(all.length === changes.length ? "imported" : "importedSome", counts);
  };
})();
