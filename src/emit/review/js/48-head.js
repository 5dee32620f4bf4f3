/* In:    the document, its source, what was not read, the progress.
   Out:   R.startHead, R.showPane; title, progress, tool buttons, tabs, the panel of what was not read.
   Never: decides anything; its buttons call the same functions as the keys. */
(() => {
  const NARROW = "(max-width: 860px)";
  const ORIGINS = { ocr: "recognised", mixed: "partlyRecognised" };

  function documentName() {
    const { type, number, subject } = R.model.data.document;
    const named = [type, number && R.t("numbered", { number })].filter(Boolean).join(" ");
    return [named, subject].filter(Boolean).join(": ") || R.t("untitled");
  }

  R.documentFacts = () => {
    const { document: about, source } = R.model.data;
    const origin = ORIGINS[source.text_origin];
    return [about.issuer, about.issued && R.t("issued", { date: about.issued }), source.path, origin && R.t(origin)].filter(Boolean);
  };

  R.documentName = () => R.visible(documentName());

  function joinFacts() {
    return R.documentFacts().flatMap((fact, index) => (index === 0 ? [R.dataText(fact)] : [" · ", R.dataText(fact)]));
  }

  function showDocument() {
    R.byId("title").textContent = R.documentName();
    R.byId("meta").replaceChildren(...joinFacts());
    const { name, version } = R.model.data.tool;
    R.byId("tool").textContent = R.visible(R.t("madeBy", { name, version, sha: R.model.data.source.sha256 }));
  }

  R.progressWords = () => {
    const { all, done, skipped } = R.progress();
    const values = { all: R.number(all), done: R.number(done), skipped: R.number(skipped) };
    return R.t(skipped > 0 ? "progressSkipped" : "progress", values);
  };

  function showProgress() {
    const { all, done } = R.progress();
    R.byId("progress").max = Math.max(all, 1);
    R.byId("progress").value = done;
    R.byId("progress-words").textContent = R.progressWords();
  }

  /** What was not read, one sentence each; used by the panel and by the printed sheet. */
  R.unreadLines = () => {
    const { unread, source } = R.model.data;
    const missing = unread.map(({ where, why }) => `${R.say(where)}: ${R.say(why)}`);
    const diagnostics = source.diagnostics.map(({ message, page }) => (
      [page === null ? "" : R.t("onPage", { page }), R.say(message)].filter(Boolean).join(": ")
    ));
    return [...missing, ...diagnostics].map(R.visible);
  };

  R.unreadTitle = () => R.t("unread", { count: R.number(R.unreadLines().length) });

  function showUnread() {
    const lines = R.unreadLines();
    R.byId("unread-title").textContent = R.unreadTitle();
    const shown = lines.length > 0 ? lines : [R.t("allRead")];
    R.byId("unread-list").replaceChildren(...shown.map((line) => R.el("li", { class: "isolated" }, line)));
  }

  R.showPane = (pane) => {
    document.querySelector(".panes").dataset.pane = pane;
    for (const name of ["findings", "source"]) R.byId(`tab-${name}`).setAttribute("aria-pressed", String(name === pane));
  };

  function toggleMenu() {
    const open = R.byId("menu").getAttribute("aria-expanded") !== "true";
    R.byId("menu").setAttribute("aria-expanded", String(open));
  }

  async function onFile(event) {
    const [file] = event.target.files;
    if (!file) return;
    const text = await file.text();
    // The same file must be pickable again.
    event.target.value = "";
    R.announce(R.importDecisions(text));
  }

  function skipTo(event) {
    const name = event.target.dataset.go;
    event.preventDefault();
    R.showPane(name === "list" ? "findings" : "source");
    R.byId(name).focus();
  }

  function showMemoryOnly() {
    R.byId("memory-only").hidden = R.storageWorks;
  }

  function showAll() {
    showDocument();
    showProgress();
    showUnread();
  }

  function connectButtons() {
    const actions = {
      undo: R.undo,
      redo: R.redo,
      export: R.saveDecisions,
      import: () => R.byId("import-file").click(),
      print: () => window.print(),
      menu: toggleMenu,
      "tab-findings": () => R.showPane("findings"),
      "tab-source": () => {
        R.showPane("source");
        R.showPlaces();
      },
    };
    for (const [id, action] of Object.entries(actions)) R.byId(id).addEventListener("click", action);
    R.byId("import-file").addEventListener("change", onFile);
    for (const link of document.querySelectorAll(".skip")) link.addEventListener("click", skipTo);
  }

  R.startHead = () => {
    connectButtons();
    R.showPane("findings");
    R.byId("filters").open = !window.matchMedia(NARROW).matches;
    const none = R.model.findings.length === 0;
    R.byId("unread").open = none;
    R.byId("filters").hidden = none;
    R.on("language", showAll);
    R.on("decisions", showProgress);
    R.on("memory-only", showMemoryOnly);
    showMemoryOnly();
    showAll();
  };
})();
