/* In:    ids of findings and what to do with them, from buttons, keys, marks and window.rasoat.
   Out:   R.choose, R.chooseNext, R.decide, R.setNote, R.undo, R.redo; R.chosen, R.editing.
   Never: is gone around: whatever changes a choice or a decision comes through here. */
(() => {
  const notes = new Map();
  R.chosen = null;
  R.editing = null;
  R.whyOpen = false;

  R.noteOf = (finding) => {
    const kept = R.decisionOf(finding);
    return notes.has(finding.id) ? notes.get(finding.id) : (kept && kept.note) || "";
  };

  R.valueToEdit = (finding) => {
    const kept = R.decisionOf(finding);
    if (kept && kept.value) return kept.value;
    return finding.raw.suggestion ? finding.raw.suggestion.value : "";
  };

  function makeShown(finding) {
    if (R.shown.includes(finding)) return;
    R.clearFilters();
    R.announce(R.t("filterDropped"));
  }

  /** Options: place (its number), goToSource (on a phone), focus (on the card). */
  R.choose = (id, { place = 1, goToSource = false, focus = false } = {}) => {
    const finding = R.model.byId.get(id);
    if (!finding) return;
    const before = R.chosen;
    R.chosen = finding;
    if (before !== finding) R.editing = null;
    makeShown(finding);
    if (before !== finding) R.redrawCards([before, finding].filter(Boolean));
    if (goToSource) R.showPane("source");
    R.showCard(finding, focus);
    R.showPlaces(place);
    R.writeHash();
  };

  const indexOfChosen = () => R.shown.indexOf(R.chosen);

  R.chooseNext = (by) => {
    if (R.shown.length === 0) return;
    const index = indexOfChosen() === -1 ? 0 : indexOfChosen() + by;
    const inside = Math.min(Math.max(index, 0), R.shown.length - 1);
    R.choose(R.shown[inside].id, { focus: true });
  };

  /** The next undecided finding after the given one, from the top again at the end. */
  function nextUndecided(after) {
    const start = R.shown.indexOf(after) + 1;
    const ahead = [...R.shown.slice(start), ...R.shown.slice(0, start)];
    return ahead.find((finding) => R.stateOf(finding) === "none");
  }

  function startEditing(finding) {
    R.choose(finding.id);
    R.editing = finding;
    R.redrawCards([finding]);
    R.showCard(finding, false);
    R.byId("edit-value").select();
  }

  R.stopEditing = () => {
    const finding = R.editing;
    R.editing = null;
    R.redrawCards([finding]);
    R.showCard(finding, true);
  };

  function decisionFrom(finding, decision, value) {
    const note = R.noteOf(finding).trim();
    notes.delete(finding.id);
    return R.readDecision({ decision, value: value ? value.trim() : null, note });
  }

  function release(finding) {
    R.change([[finding, null]]);
    R.announce(R.t("released", { title: R.ruleTitle(finding.raw.rule) }));
  }

  function record(finding, decision, value) {
    const next = nextUndecided(finding);
    R.editing = null;
    R.change([[finding, decisionFrom(finding, decision, value)]]);
    const said = R.t("decided", { state: R.t(decision), title: R.ruleTitle(finding.raw.rule) });
    R.announce(next ? said : `${said} ${R.t("allDone")}`);
    const target = next || (R.shown.includes(finding) ? finding : R.shown[0]);
    if (target) R.choose(target.id, { focus: true });
  }

  /** Deciding again what is decided already removes the decision; editing asks for a value first. */
  R.decide = (id, decision, value = "") => {
    const finding = R.model.byId.get(id);
    if (!finding || !R.STATES.includes(decision)) return;
    if (decision === "edited" && value.trim() === "") startEditing(finding);
    else if (decision !== "edited" && R.stateOf(finding) === decision) release(finding);
    else record(finding, decision, value);
  };

  /** Redraws nothing: the user may have left the field by pressing a button of this very card. */
  R.setNote = (id, note) => {
    const finding = R.model.byId.get(id);
    const kept = R.decisionOf(finding);
    notes.set(id, note);
    if (!kept) return;
    R.change([[finding, decisionFrom(finding, kept.decision, kept.value)]], { quiet: true });
    R.announce(R.t("noteKept"));
  };

  function move(step, done, nothing) {
    const finding = step();
    R.announce(R.t(finding ? done : nothing));
    if (finding && R.shown.includes(finding)) R.choose(finding.id, { focus: true });
  }

  R.undo = () => move(R.undoStep, "undone", "nothingToUndo");
  R.redo = () => move(R.redoStep, "redone", "nothingToRedo");
})();
