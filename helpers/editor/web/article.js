// The article with its layers: rows are marked where their words stand, and words are selected by
// mouse, touch or keyboard. Places in it count code points, as the tables do.

const EDGE = /^[\s.,;:!?…“”„"«»‹›()\[\]–—-]+|[\s.,;:!?…“”„"«»‹›()\[\]–—-]+$/gu;

class ArticleView {
  constructor(turn, chosen) {
    Object.assign(this, { turn, chosen, selection: null, rows: [], current: new Set() });
    this.node = make("div", { class: "news-article" });
    this.node.addEventListener("mouseup", (event) => this.byMouse(event));
    this.node.addEventListener("keydown", (event) => this.byKeyboard(event));
    let timer = 0;
    this.node.addEventListener("touchend", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.take(this.selected(), false), 400); // when the handles rest
    });
  }

  // A part of the article for each line; `texts` has them as code points.
  open(parts, language) {
    this.selection = null;
    this.texts = new Map(parts.map(([at, words]) => [at, [...words]]));
    const cut = new Intl.Segmenter(language, { granularity: "word" });
    this.words = new Map(parts.map(([at, words]) => [at, wordsOf(cut, words)]));
    this.paragraphs = new Map(parts.map(([at]) => {
      const name = /^\d+$/.test(at) ? `Paragraph ${at}` : at;
      return [at, make("p", { dir: "auto", lang: language, "data-at": at, tabindex: "0", role: "group", "aria-label": name })];
    }));
    const lines = [...this.paragraphs].map(([at, node]) =>
      make("div", { class: `news-line-of news-at-${/^\d+$/.test(at) ? "body" : at}` }, make("span", { class: "news-number", "aria-hidden": "true" }, /^\d+$/.test(at) ? at : ""), node));
    this.node.replaceChildren(...lines);
  }

  // Where a row stands, for sorting: part after part.
  place(row) {
    return row.start < 0 ? -1 : [...this.texts.keys()].indexOf(row.at) * 1e6 + row.start;
  }

  show(rows, current) {
    this.rows = rows.filter((row) => row.start >= 0);
    this.current = current;
    this.draw();
    const node = this.node.querySelector(".news-now");
    if (node) into(this.node, node);
  }

  draw() {
    for (const [at, node] of this.paragraphs) {
      const text = this.texts.get(at);
      const here = this.rows.filter((row) => row.at === at);
      const chosen = this.selection?.at === at ? this.selection : null;
      const spans = chosen ? [...here, { ...chosen, id: "", table: "chosen" }] : here;
      const edges = [...new Set([0, text.length, ...spans.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
      node.replaceChildren(...edges.slice(0, -1).map((start, place) => {
        const words = text.slice(start, edges[place + 1]).join("");
        const over = spans.filter((one) => one.start <= start && edges[place + 1] <= one.end);
        if (!over.length) return words;
        const row = over.find((one) => this.current.has(one.id)) ?? over.filter((one) => one.id).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
        const names = over.map((one) => `news-${one.table}${one.open ? " news-open" : ""}${this.current.has(one.id) ? " news-now" : ""}`);
        return make("span", { class: [...new Set(names.join(" ").split(" "))].join(" "), "data-row": row?.id ?? "" }, words);
      }));
    }
  }

  // ---- selecting

  selected() {
    const found = window.getSelection();
    if (!found.rangeCount || found.isCollapsed) return null;
    const range = found.getRangeAt(0);
    const node = (range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement)?.closest("[data-at]");
    if (!node || !this.node.contains(node)) return null;
    const before = document.createRange();
    before.selectNodeContents(node);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length;
    const inside = range.cloneRange();
    if (!node.contains(range.endContainer)) inside.setEnd(node, node.childNodes.length); // within its part
    return { at: node.dataset.at, start, end: start + [...inside.toString()].length };
  }

  byMouse(event) {
    const found = this.selected();
    if (found) return this.take(event.altKey ? found : this.whole(found));
    const row = event.target.closest("[data-row]")?.dataset.row;
    if (row) this.turn(row);
    else this.take(null);
  }

  // A selection that begins and ends with words, and has no marks at its edges.
  whole({ at, start, end }) {
    const words = this.words.get(at).filter(([from, to]) => from < end && start < to);
    if (!words.length) return null;
    return { at, start: words[0][0], end: words.at(-1)[1] };
  }

  take(selection, draw = true) {
    const text = selection && this.texts.get(selection.at).slice(selection.start, selection.end).join("");
    this.selection = text?.replace(EDGE, "") ? { ...selection, words: text } : null;
    if (draw) this.draw();
    this.chosen(this.selection);
  }

  // Arrow keys go from word to word; with Shift the selection grows or shrinks by one at its end.
  byKeyboard(event) {
    const node = event.target.closest("[data-at]");
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = node.dataset.at;
    const words = this.words.get(at);
    const last = words.length - 1;
    const now = this.selection?.at === at ? this.selection : null;
    const first = now ? words.findIndex(([, to]) => to > now.start) : -1;
    const end = now ? words.findLastIndex(([from]) => from < now.end) : -1;
    const between = (one) => Math.max(0, Math.min(last, one));
    const take = (from, to) => this.take({ at, start: words[from][0], end: words[to][1] });
    const acts = {
      ArrowRight: () => (event.shiftKey && now ? take(first, between(end + 1)) : take(between(end + 1), between(end + 1))),
      ArrowLeft: () => (event.shiftKey && now ? take(first, Math.max(first, end - 1)) : take(between(first - 1), between(first - 1))),
      Home: () => take(0, event.shiftKey && now ? end : 0),
      End: () => take(event.shiftKey && now ? first : last, last),
      ArrowDown: () => this.beside(at, 1),
      ArrowUp: () => this.beside(at, -1),
      Escape: () => this.take(null),
    };
    if (!acts[event.key] || !words.length) return;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
  }

  beside(at, step) {
    const all = [...this.paragraphs.keys()];
    this.paragraphs.get(all[all.indexOf(at) + step])?.focus();
  }
}

// The words of a text as [start, end], in code points.
function wordsOf(cut, text) {
  let at = 0;
  const found = [];
  for (const { segment, isWordLike } of cut.segment(text)) {
    const length = [...segment].length;
    if (isWordLike) found.push([at, at + length]);
    at += length;
  }
  return found;
}

// Scroll a box, and nothing around it, so that a node in it is seen.
function into(box, node) {
  const [outer, inner] = [box.getBoundingClientRect(), node.getBoundingClientRect()];
  if (inner.top < outer.top + 30 || inner.bottom > outer.bottom - 30) box.scrollTop += inner.top - outer.top - outer.height / 3;
}
