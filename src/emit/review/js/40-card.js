/* In:    a finding, its decision, whether it is chosen.
   Out:   R.makeCard: what the list shows of a finding; R.partName, R.placeWhere for other views.
   Never: keeps state of its own; what was typed goes to R.setNote and R.decide. */
(() => {
  const PARTS = { header: "headerSays", body: "bodySays", appendix: "appendixSays", glossary: "glossarySays", note: "noteSays" };
  const ACTIONS = [["accepted", "accept", "a"], ["rejected", "reject", "r"], ["edited", "edit", "e"], ["skipped", "skip", "s"]];

  R.partName = (part) => R.t(PARTS[part] || "otherSays");

  /** By what people find a place: the page of a PDF, the paragraph of a Word file, the line of a text. */
  R.placeWhere = ({ line, page, fragments }) => {
    const paragraph = fragments && fragments.length > 0 ? fragments[0].paragraph : null;
    if (page !== null) return R.t("pageOf", { page });
    return paragraph === null ? R.t("line", { line }) : R.t("paragraph", { paragraph: paragraph + 1 });
  };

  /** Places by the part of the document they are in, so that both sides stand next to each other. */
  R.placesByPart = (finding) => {
    const parts = new Map();
    for (const place of finding.places) {
      const { part } = place.evidence;
      parts.set(part, [...(parts.get(part) || []), place]);
    }
    return [...parts];
  };

  function quoteButton(finding, place) {
    const { quote, span, note } = place.evidence;
    return R.el(
      "li", {},
      R.button("", {
        class: "quote",
        lang: "vi",
        "data-key": `${finding.id} place ${place.number}`,
        onclick: () => R.choose(finding.id, { place: place.number, goToSource: true }),
      }, R.el("span", { class: "flag", "aria-hidden": "true" }, String(place.number)), R.dataText(quote.trim() ? quote : R.t("emptyQuote"))),
      R.el("small", {}, [R.placeWhere(span), note && R.say(note)].filter(Boolean).map(R.visible).join("; ")),
    );
  }

  function sides(finding) {
    const side = ([part, places]) => R.el(
      "div", { class: "side" },
      R.el("p", { class: "part" }, R.partName(part)),
      R.el("ul", {}, ...places.map((place) => quoteButton(finding, place))),
    );
    return R.el("div", { class: "sides" }, ...R.placesByPart(finding).map(side));
  }

  /** What was decided, in words; null where nothing was. */
  R.decisionLine = (finding) => {
    const kept = R.decisionOf(finding);
    if (!kept) return null;
    const line = R.el("p", { class: `decided ${kept.decision}` });
    if (kept.value) line.append(R.t("editedTo"), R.dataText(kept.value));
    else line.append(R.t(kept.decision));
    if (kept.note) line.append(". ", R.t("noteIs"), R.dataText(kept.note));
    return line;
  };

  R.suggestionLine = ({ raw }) => {
    if (!raw.suggestion) return null;
    const { value, reason, safe } = raw.suggestion;
    const why = R.say(reason);
    return R.el(
      "p", { class: "suggestion" },
      `${R.t(safe ? "likelySafe" : "likely")}: `, R.dataText(value, { lang: "vi", class: "value" }),
      why ? R.el("span", {}, " (", R.dataText(why), ")") : null,
    );
  };

  function whyDetails(finding) {
    const rule = R.model.rules.get(finding.raw.rule);
    const text = rule ? R.say(rule.why) : "";
    if (!text) return null;
    return R.el(
      "details", { class: "why", open: R.whyOpen, ontoggle: (event) => { R.whyOpen = event.target.open; } },
      R.el("summary", { "data-key": `${finding.id} why` }, R.t("why")),
      R.el("p", { class: "isolated" }, R.visible(text)),
    );
  }

  function unitsLine(finding) {
    const ids = finding.raw.unit_ids;
    if (ids.length < 2) return null;
    const names = ids.map((id) => (R.model.units.has(id) ? R.model.units.get(id).label : id));
    return R.el("p", { class: "meta" }, R.visible(R.t("whichUnits", { units: names.join(", ") })));
  }

  function actionButton(finding, [decision, word, key]) {
    return R.button(R.t(word), {
      class: `act ${decision}`,
      "aria-pressed": String(R.stateOf(finding) === decision),
      "aria-keyshortcuts": R.keysOn ? key : null,
      "data-key": `${finding.id} ${decision}`,
      onclick: () => R.decide(finding.id, decision),
    }, R.keysOn ? R.el("kbd", { "aria-hidden": "true" }, key) : "");
  }

  function editForm(finding) {
    const input = R.el("input", { id: "edit-value", lang: "vi", autocomplete: "off", required: true });
    input.value = R.valueToEdit(finding);
    const submit = (event) => {
      event.preventDefault();
      R.decide(finding.id, "edited", input.value);
    };
    const cancelOnEscape = (event) => { if (event.key === "Escape") R.stopEditing(); };
    return R.el(
      "form", { class: "edit", onsubmit: submit, onkeydown: cancelOnEscape },
      R.el("label", { class: "field" }, R.t("rightValue"), input),
      R.el("button", { class: "main" }, R.t("save")),
      R.button(R.t("cancel"), { onclick: R.stopEditing }),
    );
  }

  function noteField(finding) {
    const input = R.el("input", { autocomplete: "off", lang: "vi", "data-key": `${finding.id} note`, onchange: () => R.setNote(finding.id, input.value) });
    input.value = R.noteOf(finding);
    return R.el("label", { class: "field note" }, R.t("note"), input);
  }

  /** What only the chosen card shows. */
  function decisionPart(finding) {
    const actions = ACTIONS.map((action) => actionButton(finding, action));
    return R.el(
      "div", { class: "decide" },
      R.el("div", { class: "acts", role: "group", "aria-label": R.t("decide") }, ...actions),
      R.editing === finding ? editForm(finding) : null,
      noteField(finding),
    );
  }

  function heading(finding, chosen) {
    const pick = R.button("", {
      class: "pick",
      "aria-current": chosen ? "true" : null,
      "data-key": `${finding.id} pick`,
    }, R.severityBadge(finding.severity), " ", R.dataText(R.ruleTitle(finding.raw.rule)));
    const confidence = R.el("span", { class: "confidence meta" }, R.t("confidence", { level: R.t(finding.raw.confidence) }));
    return R.el("div", { class: "card-head" }, R.el("h4", {}, pick), confidence);
  }

  R.makeCard = (finding, position, total) => {
    const chosen = R.chosen === finding;
    return R.el(
      "li", {
        class: `card ${finding.severity} ${R.stateOf(finding)} ${chosen ? "chosen" : ""}`,
        "data-id": finding.id,
        "aria-posinset": position,
        "aria-setsize": total,
      },
      heading(finding, chosen),
      R.decisionLine(finding),
      R.el("p", { class: "message isolated" }, R.visible(R.say(finding.raw.message))),
      unitsLine(finding),
      sides(finding),
      R.suggestionLine(finding),
      chosen ? whyDetails(finding) : null,
      chosen ? decisionPart(finding) : null,
    );
  };
})();
