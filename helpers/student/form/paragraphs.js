// ¶6 opens paragraph 6 where it is read, in a form and in the notebook's own words and tables. What
// is quoted beside it, and the evidence of an answer, is marked in it; its hard words stand below.

const BLOCK = "p, li, td, th, dd, dt, h1, h2, h3, h4, h5, h6, figcaption, div";
const MARKED = /`([^`\n]+)`|¶(\d+)/g;

const quotesIn = (text) => [...text.matchAll(/“([^”]+)”/g)].map((found) => found[1]);

class Paragraphs {
  constructor(texts, glossary, popover) {
    Object.assign(this, { texts, glossary, popover }); // a number that is none of the texts' stays plain
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
    const text = this.texts[number];
    return this.popover.sign(words, "news-para", () => {
      const hard = this.glossary.within(text).map((word) => make("li", {}, ...this.glossary.meaning(word)));
      const list = hard.length ? [make("ul", { class: "news-glossary" }, ...hard)] : [];
      return [make("b", {}, `¶${number}`), " ", ...this.marked(text, quotes), ...list];
    });
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
    for (const text of textsIn(root, /¶\d/)) {
      const around = text.parentElement;
      if (around.tagName === "B" && !around.previousSibling && /^¶\d+$/.test(text.data)) continue;
      text.replaceWith(...this.nodes(text.data, quotesIn(around.closest(BLOCK)?.textContent ?? "")));
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
