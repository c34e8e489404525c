// ¶6 opens paragraph 6 where it is read: by hover, focus or tap, in a form and in the notebook's own
// words and tables. What is quoted beside it, and the evidence of an answer, is marked in it.

const REST_OF_POINTER = 120; // milliseconds on a ¶ before it opens
const WAY_THERE = 250; // milliseconds in which the pointer may reach what has opened
const IN_NOTEBOOK = ".jp-RenderedHTMLCommon";
const LEFT_ALONE = "a, button, summary, select, textarea, pre, code, svg, script, style, .news-exercise, .news-panel";
const BLOCK = "p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, figcaption, div";
const MARKED = /`([^`\n]+)`|¶(\d+)/g;

const quotesIn = (text) => [...text.matchAll(/“([^”]+)”/g)].map((found) => found[1]);

class Paragraphs {
  constructor(texts) {
    this.texts = texts; // by number; what is none of these stays plain text
    this.box = make("div", { class: "news-paragraph", role: "tooltip", id: fresh("paragraph"), popover: "manual" });
    this.box.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.box.addEventListener("pointerleave", () => this.leave());
    this.escape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // the form is left by the next one
      event.preventDefault();
      this.hide();
    };
    this.moved = (event) => event.target !== this.box && this.place();
  }

  // The nodes of a text: code in code letters, and each ¶ to be opened.
  nodes(text, evidence = []) {
    const nodes = [];
    let done = 0;
    for (const found of text.matchAll(MARKED)) {
      const node = found[1] ? make("code", {}, found[1]) : this.sign(found[2], found[0], [...quotesIn(text), ...evidence]);
      if (!node) continue;
      const before = text.slice(done, found.index);
      // No line ends between a bracket and what is in it, as one may beside a button.
      const held = before.endsWith("(") ? make("span", { class: "news-held" }, "(", node) : node;
      nodes.push(held === node ? before : before.slice(0, -1), held);
      done = found.index + found[0].length;
    }
    return [...nodes, text.slice(done)].filter((one) => one !== "");
  }

  sign(number, words, quotes) {
    if (!Object.hasOwn(this.texts, number)) return null;
    const rests = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.show(sign, number, quotes), REST_OF_POINTER);
    };
    const sign = make("button", {
      type: "button", class: "news-para",
      onpointerenter: (event) => event.pointerType === "mouse" && rests(),
      onpointerleave: () => this.leave(),
      onfocus: () => this.show(sign, number, quotes),
      onblur: () => this.hide(),
      onclick: (event) => {
        event.preventDefault(); // in a label, it would tick
        this.show(sign, number, quotes);
      },
    }, words);
    return sign;
  }

  show(sign, number, quotes) {
    clearTimeout(this.timer);
    if (!sign.isConnected) return;
    this.hide();
    this.of = sign;
    this.box.replaceChildren(make("b", {}, `¶${number}`), " ", ...this.marked(this.texts[number], quotes));
    document.body.append(this.box);
    this.box.showPopover?.();
    sign.setAttribute("aria-describedby", this.box.id);
    this.place();
    document.addEventListener("keydown", this.escape, true);
    document.addEventListener("scroll", this.moved, { capture: true, passive: true });
  }

  leave() {
    clearTimeout(this.timer);
    if (this.of === document.activeElement) return;
    this.timer = setTimeout(() => this.hide(), WAY_THERE);
  }

  hide() {
    clearTimeout(this.timer);
    this.of?.removeAttribute("aria-describedby");
    this.of = null;
    this.box.remove();
    document.removeEventListener("keydown", this.escape, true);
    document.removeEventListener("scroll", this.moved, { capture: true });
  }

  // Under its sign, or above it where there is more room.
  place() {
    const at = this.of.getBoundingClientRect();
    if (!at.width || at.bottom < 0 || at.top > innerHeight) return this.hide();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const isUnder = at.bottom + height + 8 < innerHeight || at.top < innerHeight - at.bottom;
    this.box.style.left = `${Math.max(8, Math.min(at.left - 12, innerWidth - width - 8))}px`;
    this.box.style.top = `${Math.max(8, isUnder ? at.bottom + 4 : at.top - height - 4)}px`;
  }

  // A paragraph with the first place of each quotation marked.
  marked(text, quotes) {
    const spans = quotes.map((one) => span(text, one)).filter(Boolean).sort((one, other) => one[0] - other[0]);
    const nodes = [];
    let done = 0;
    for (const [start, end] of spans) {
      if (start < done) continue;
      nodes.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
      done = end;
    }
    return [...nodes, text.slice(done)];
  }

  // Each ¶ in the words of a notebook that are under `root`. A paragraph's own number opens nothing.
  link(root) {
    if (!root.textContent.includes("¶")) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { currentNode: text } = walker, around = text.parentElement;
      const heads = around.tagName === "B" && !around.previousSibling && /^¶\d+$/.test(text.data);
      if (/¶\d/.test(text.data) && !heads && !around.closest(LEFT_ALONE)) found.push(text);
    }
    for (const text of found) {
      const quotes = quotesIn(text.parentElement.closest(BLOCK)?.textContent ?? "");
      text.replaceWith(...this.nodes(text.data, quotes));
    }
  }
}

// Where words stand in a text, not within a longer word; marks of punctuation at their end do not count.
function span(text, words) {
  const plain = words.replace(/[\s.,;:!?…]+$/u, "");
  for (let start = text.indexOf(plain); plain && start >= 0; start = text.indexOf(plain, start + 1)) {
    const [before, after] = [text.slice(0, start), text.slice(start + plain.length)];
    if (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after)) return [start, start + plain.length];
  }
  return null;
}

// Links what a notebook shows, now and later: of a change only what it added is looked at.
class Prose {
  constructor(root, paragraphs) {
    Object.assign(this, { root, paragraphs, added: new Set() });
    this.watch = new MutationObserver((changes) => this.note(changes));
    this.watch.observe(root, { childList: true, subtree: true });
    this.added.add(root);
    this.later();
  }

  note(changes) {
    for (const { target, addedNodes } of changes) {
      if (!addedNodes.length || target.closest?.(".cm-editor, .news-exercise, .news-panel")) continue;
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) this.added.add(node);
    }
    if (this.added.size) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.link(), 150);
  }

  link() {
    const added = [...this.added].filter((one) => one.isConnected);
    this.added.clear();
    for (const one of added) {
      if (one.closest(IN_NOTEBOOK)) this.paragraphs.link(one);
      else for (const part of one.querySelectorAll(IN_NOTEBOOK)) this.paragraphs.link(part);
    }
  }

  close() {
    clearTimeout(this.timer);
    this.watch.disconnect();
  }
}
