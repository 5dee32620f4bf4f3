/* In:    key presses; the switch #keys, kept between pages.
   Out:   R.startKeys, R.keysOn; the help dialog.
   Never: acts while the user types, holds Ctrl, Alt or Meta, or has the help open. */
(() => {
  const TYPED_IN = "textarea, select, input:not([type=checkbox])";
  R.keysOn = true;

  const onChosen = (decision) => () => {
    if (R.chosen) R.decide(R.chosen.id, decision);
  };

  // Each key with what it does and the word that explains it.
  const KEYS = {
    j: [() => R.chooseNext(1), "keyNext"],
    k: [() => R.chooseNext(-1), "keyPrevious"],
    a: [onChosen("accepted"), "accept"],
    r: [onChosen("rejected"), "reject"],
    e: [onChosen("edited"), "edit"],
    s: [onChosen("skipped"), "skip"],
    u: [() => R.undo(), "undo"],
    "/": [() => R.focusSearch(), "keySearch"],
    "?": [() => R.byId("help-dialog").showModal(), "help"],
  };

  function onKey(event) {
    const busy = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    if (!R.keysOn || busy || R.byId("help-dialog").open || event.target.closest(TYPED_IN)) return;
    const known = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!known) return;
    event.preventDefault();
    known[0]();
  }

  function onSwitch(event) {
    R.keysOn = event.target.checked;
    R.keep("keys", R.keysOn ? "on" : "off");
    if (R.chosen) R.redrawCards([R.chosen]);
  }

  function fillHelp() {
    const rows = Object.entries(KEYS).flatMap(([key, [, word]]) => [
      R.el("dt", {}, R.el("kbd", {}, key)),
      R.el("dd", {}, R.t(word)),
    ]);
    R.byId("help-keys").replaceChildren(...rows);
  }

  R.startKeys = () => {
    R.keysOn = R.recall("keys") !== "off";
    R.byId("keys").checked = R.keysOn;
    R.byId("keys").addEventListener("change", onSwitch);
    R.byId("help").addEventListener("click", () => R.byId("help-dialog").showModal());
    document.addEventListener("keydown", onKey);
    R.on("language", fillHelp);
    fillHelp();
  };
})();
