/* In:    names, attributes and text of elements to make.
   Out:   R.byId, R.el, R.dataText, R.severityBadge, R.applyWords, R.announce, R.button.
   Never: reads a string as HTML; text goes in as text nodes only. */
(() => {
  const SHAPES = { error: "■", warning: "▲", info: "●" };

  R.SEVERITIES = ["error", "warning", "info"];
  R.byId = (id) => document.getElementById(id);

  function setAttribute(node, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }

  /** Makes an element; an attribute "onclick" with a function is a listener, null children are left out. */
  R.el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  };

  R.button = (text, attributes, ...more) => R.el("button", { type: "button", ...attributes }, text, ...more);

  /** Text of a document within a sentence: isolated, so that its direction cannot leak out. */
  R.dataText = (text, attributes = {}) => R.el("bdi", attributes, R.visible(text));

  /** Severity as shape, word and colour. */
  R.severityBadge = (severity) => R.el(
    "span", { class: `severity ${severity}` },
    R.el("span", { class: "shape", "aria-hidden": "true" }, SHAPES[severity]), ` ${R.t(severity)}`,
  );

  R.applyWords = () => {
    document.documentElement.lang = R.lang;
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = R.t(node.dataset.word);
    for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", R.t(node.dataset.label));
  };

  R.announce = (text) => {
    R.byId("live").textContent = R.visible(text);
  };
})();
