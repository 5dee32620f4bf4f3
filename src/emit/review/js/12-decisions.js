/* In:    R.model; what R.recall kept under the SHA-256 of the document.
   Out:   R.decisionOf, R.change (one undoable step), R.undoStep, R.redoStep, R.progress; the event "decisions".
   Never: touches the page, and never keeps a decision on a finding that is not in the document. */
(() => {
  const STATES = ["accepted", "rejected", "edited", "skipped"];
  const decisions = new Map();
  const undoSteps = [];
  const redoSteps = [];
  R.STATES = STATES;

  const storageKey = () => `decisions:${R.model.data.source.sha256}`;

  const textOrNull = (value) => (typeof value === "string" && value !== "" ? value : null);

  /** A decision as the page keeps it, or null where the given one is malformed. */
  R.readDecision = (given) => {
    if (!given || !STATES.includes(given.decision)) return null;
    const value = textOrNull(given.value);
    if (given.decision === "edited" && value === null) return null;
    return { decision: given.decision, value: given.decision === "edited" ? value : null, note: textOrNull(given.note) };
  };

  R.decisionOf = (finding) => decisions.get(finding.id) || null;
  R.stateOf = (finding) => (decisions.has(finding.id) ? decisions.get(finding.id).decision : "none");

  function store() {
    R.keep(storageKey(), JSON.stringify([...decisions]));
  }

  function put(id, decision) {
    if (decision) decisions.set(id, decision);
    else decisions.delete(id);
  }

  function apply(step, side) {
    for (const change of step) put(change.id, change[side]);
    store();
  }

  function announceStep(step) {
    R.emit("decisions", step.map((change) => R.model.byId.get(change.id)));
  }

  /** Takes [finding, decision or null] pairs as one step that can be undone. */
  R.change = (pairs, { quiet = false } = {}) => {
    const step = pairs.map(([finding, after]) => ({ id: finding.id, before: R.decisionOf(finding), after }));
    undoSteps.push(step);
    redoSteps.length = 0;
    apply(step, "after");
    if (!quiet) announceStep(step);
  };

  function move(from, to, side) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    apply(step, side);
    announceStep(step);
    return R.model.byId.get(step[0].id);
  }

  /** Both give the first finding of the step, or null where there is no step left. */
  R.undoStep = () => move(undoSteps, redoSteps, "before");
  R.redoStep = () => move(redoSteps, undoSteps, "after");

  R.progress = () => {
    const skipped = [...decisions.values()].filter((kept) => kept.decision === "skipped").length;
    return { all: R.model.byId.size, done: decisions.size, skipped };
  };

  function load(stored) {
    decisions.clear();
    for (const [id, given] of JSON.parse(stored || "[]")) {
      const decision = R.readDecision(given);
      if (decision && R.model.byId.has(id)) decisions.set(id, decision);
    }
  }

  function loadOrStartEmpty(stored) {
    try {
      load(stored);
    } catch {
      // What is stored was not written by this page: start without decisions.
      decisions.clear();
    }
  }

  /** The same document may be open in a second window: take over what was decided there. */
  function takeOver(event) {
    if (event.key !== `rasoat:${storageKey()}`) return;
    loadOrStartEmpty(event.newValue);
    undoSteps.length = 0;
    redoSteps.length = 0;
    R.emit("decisions", R.model.findings);
  }

  R.startDecisions = () => {
    loadOrStartEmpty(R.recall(storageKey()));
    window.addEventListener("storage", takeOver);
  };
})();
