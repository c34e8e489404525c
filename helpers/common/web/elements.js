// What every form of the kit is made of, whoever fills it in. anywidget loads one module, so this
// text stands before a form's own.

const PATIENCE = 6000; // milliseconds to wait for the kernel before saying so
const OWN = Math.random().toString(36).slice(2, 8); // each notebook loads this module anew
let number = 0;

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  // JupyterLab takes the keys away from what has the focus and does not carry this mark itself.
  if (/^(input|textarea|select|button|a|summary)$/.test(tag) || "tabindex" in attributes) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return node;
}

const fresh = (word) => `news-${word}-${OWN}-${(number += 1)}`;
const button = (words, act, more = {}) => make("button", { type: "button", onclick: act, ...more }, words);

// A table of rows, of which the first cell is the head, as a rule in a column without a name. `cell`
// makes one of a tag, a text and more.
function tableOf(caption, head, rows, cell = (tag, text, more) => make(tag, more, text)) {
  const names = make("tr", {}, ...head.map((word) => (word ? make("th", { scope: "col" }, word) : make("td"))));
  const lines = rows.map(([name, ...rest]) =>
    make("tr", {}, cell("th", name, { scope: "row" }), ...rest.map((text) => cell("td", text, {}))),
  );
  return make("table", {}, make("caption", {}, caption), make("thead", {}, names), make("tbody", {}, ...lines));
}

// What is not saved yet is kept by the browser: a kernel that is gone takes nothing along. A
// browser may forbid it; then there is only the page itself.
const unsaved = {
  keep(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {}
  },
  forget(name) {
    try {
      sessionStorage.removeItem(name);
    } catch {}
  },
  find(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  },
};

// Between the stand-ins on the page and their notebook: one for each model, which has no view. A
// subclass says in `scan` which of them it makes live, and in `hear` what a message does.
class Channel {
  constructor(model) {
    this.model = model;
    this.opened = performance.now();
    this.live = new Map(); // what was made live, by its place on the page
    this.stop = new AbortController();
    const leave = () => document.hidden && this.each((one) => one.flush?.());
    document.addEventListener("visibilitychange", leave, { signal: this.stop.signal });
    model.on("msg:custom", (message, pieces) => this.hear(message, pieces));
    this.watch = new MutationObserver(() => this.scan());
    this.watch.observe(document.body, { childList: true, subtree: true });
  }

  send(message, pieces) {
    try {
      this.model.send({ ...message }, undefined, pieces);
    } catch {} // there is no kernel; a form says so when no reply has come
  }

  each(act) {
    for (const one of this.live.values()) act(one);
  }

  close() {
    this.stop.abort();
    this.watch.disconnect();
  }
}
