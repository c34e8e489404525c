// The second step: the article, what is open in it, and one row after the other.

const MARKS = [
  ["mentions", "a", "Who"],
  ["toponyms", "p", "Where"],
  ["events", "t", "When"],
  ["exceptions", "x", "Dates nothing"],
  ["statements", "s", "Is said"],
  ["judgements", "b", "Two readings"],
];

class CorrectStep {
  constructor(editor) {
    Object.assign(this, { editor, remarks: [], state: null, layer: "who", now: "" });
    this.card = new Card(this);
    this.article = new ArticleView((id) => this.turn(id), (selection) => this.chose(selection));
    this.layers = make("nav", { "aria-label": "Layers" });
    this.marks = MARKS.map(([table, key, words]) => button(`${words} (${key})`, () => this.point(table), { "data-mark": table, onmousedown: (event) => event.preventDefault() }));
    this.chosen = make("span", { "aria-live": "polite" });
    this.tools = make("div", { class: "news-tools", role: "toolbar", "aria-label": "What the selected words are" }, this.chosen, ...this.marks);
    this.undone = button("Undo (u)", () => this.undo());
    this.list = make("div", { class: "news-rows" });
    this.all = make("details", { class: "news-said" });
    const keys = make("details", {}, make("summary", {}, "How to do it"), list([
      "Go from row to row. Say yes (y) where it is right, no (n) where it is wrong; or change it first.",
      "A number chooses what stands behind it.",
      "Something is missing? Select its words, and say what they are: who (a), where (p), what happens and when (t), words for time that date nothing (x), what somebody says (s), or what can be read in two ways (b). With the keyboard: Tab to a paragraph, go from word to word with the arrow keys, and hold Shift for more words. Hold Alt with the mouse for a part of a word. A name is then proposed wherever else it stands.",
      "Everything is saved at once. Undo (u) takes back the last change, as often as you like.",
    ]));
    const left = make("div", { class: "news-left" }, this.tools, this.article.node);
    const right = make("div", { class: "news-right" }, this.card.node, make("p", {}, this.undone), this.list, this.all);
    this.work = make("div", { class: "news-work" }, left, right);
    this.node = make("div", {}, keys, this.layers, this.work);
    this.node.addEventListener("keydown", (event) => this.key(event));
    this.chose(null);
  }

  get fields() {
    return this.editor.forms.fields;
  }

  tablesOf(layer) {
    return this.editor.forms.layers.find(([name]) => name === layer)[2];
  }

  layerOf(table) {
    return this.editor.forms.layers.find(([, , tables]) => tables.includes(table))[0];
  }

  // ---- what is shown

  open(state) {
    this.article.open(state.parts, state.language);
    this.remarks = [];
    this.now = "";
    this.layer = "who";
    this.show(state);
    const first = this.editor.forms.layers.map(([name]) => this.rows(name).find((row) => row.open)).find(Boolean);
    if (first) this.turn(first.id, false);
  }

  enter() {
    this.draw();
    this.layers.scrollIntoView({ block: "start" });
    this.focus();
  }

  show(state) {
    this.state = state;
    if (this.now && !this.row(this.now)) this.now = "";
    this.draw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), 500);
  }

  draw() {
    this.article.show(this.rows(), this.shown());
    this.drawRows();
  }

  // All but the article, in which somebody may be selecting words.
  drawRows() {
    const rows = this.rows();
    const names = this.editor.forms.layers.map(([name, title]) => {
      const open = this.rows(name).filter((row) => row.open).length;
      return button(`${title}${open ? ` · ${open} open` : ""}`, () => this.toLayer(name), { "aria-current": name === this.layer ? "true" : "false" });
    });
    const held = this.layers.contains(document.activeElement) ? [...this.layers.children].indexOf(document.activeElement) : -1;
    this.layers.replaceChildren(...names);
    this.layers.children[held]?.focus();
    this.card.show(this.row(this.now));
    this.undone.disabled = !this.state.can_undo;
    const [open, read] = [rows.filter((row) => row.open), rows.filter((row) => !row.open)];
    this.list.replaceChildren(this.fold(`${open.length} open`, open, true), this.fold(`${read.length} read`, read, false));
    this.told();
  }

  // The rows that are marked in the article: the one that is chosen, or all that name it.
  shown() {
    const row = this.row(this.now);
    const of = row && { actors: ["mentions", "actor"], places: ["toponyms", "place"] }[row.table];
    if (!of) return new Set([this.now]);
    return new Set(this.state.rows.filter((one) => one.table === of[0] && idsIn(one.cells[of[1]]).includes(row.cells[of[1]])).map((one) => one.id));
  }

  fold(title, rows, open) {
    const flagged = new Set(this.remarks.map((one) => one.row));
    const lines = rows.map((row) => make("li", {}, button("", () => this.turn(row.id), { class: `news-link${row.id === this.now ? " news-here" : ""}`, "aria-current": row.id === this.now ? "true" : "false", "data-line": row.id })));
    lines.forEach((line, place) => line.firstChild.append(...(flagged.has(rows[place].id) ? [make("b", {}, "! ")] : []), text("span", this.label(rows[place]))));
    const key = title.replace(/\d+ /, "");
    this.folds ??= {};
    const node = make("details", { open: this.folds[key] ?? open, ontoggle: () => (this.folds[key] = node.open) }, make("summary", {}, title), make("ul", {}, ...lines));
    return node;
  }

  // What `check` says of the lesson as a whole, and where it says something of other rows.
  told() {
    const other = this.remarks.filter((one) => !one.row);
    const beside = this.remarks.filter((one) => one.row && this.row(one.row));
    const lines = [
      ...beside.map((one) => make("li", {}, button(this.label(this.row(one.row)), () => this.turn(one.row), { class: "news-link" }), " ", text("span", one.text))),
      ...other.map((one) => text("li", one.text)),
    ];
    const count = lines.length;
    if (count && !this.state.rows.some((row) => row.open)) this.all.open = true; // it is what is left
    this.all.replaceChildren(make("summary", {}, count ? `Check: ${count} to mend` : "Check: nothing to mend"), make("ul", {}, ...lines));
  }

  // What a row is called in a list.
  label(row) {
    const { cells } = row;
    const names = (ids, table) => idsIn(ids).map((id) => this.nameOf(table, id)).join(", ");
    const words = (one) => `“${(one ?? "").slice(0, 60)}${(one ?? "").length > 60 ? " …" : ""}”`;
    const kinds = {
      actors: () => `${cells.name}: ${cells.kind ?? "?"}`,
      mentions: () => `${words(cells.quote)} ${cells.form}: ${names(cells.actor, "actors") || "?"}`,
      places: () => `${cells.name}${cells.country ? `, ${cells.country}` : ""}`,
      toponyms: () => `${words(cells.quote)} ${cells.type}: ${names(cells.place, "places") || "?"}`,
      events: () => `${cells.start || "undated"}: ${words(cells.what)}`,
      exceptions: () => words(cells.quote),
      statements: () => `${cells.source === "narrator" ? "narrator" : names(cells.source, "actors") || "?"}: ${words(cells.content)}`,
      judgements: () => words(cells.quote),
    };
    return `${row.at ? `${/^\d+$/.test(row.at) ? `¶${row.at}` : row.at} ` : ""}${kinds[row.table]()}`;
  }

  nameOf(table, id) {
    const key = table === "actors" ? "actor" : "place";
    return this.state.rows.find((one) => one.table === table && one.cells[key] === id)?.cells.name ?? id;
  }

  rows(layer = this.layer) {
    const tables = this.tablesOf(layer);
    return this.state.rows.filter((row) => tables.includes(row.table));
  }

  row(id) {
    return this.state.rows.find((row) => row.id === id);
  }

  // The ids of who, or which, is named near a row: those before it first, the last of them at the top.
  near(row, table) {
    const [named, column] = table === "actors" ? ["mentions", "actor"] : ["toponyms", "place"];
    const here = this.article.place(row);
    const some = this.state.rows.filter((one) => one.table === named && one.id !== row.id).map((one) => [this.article.place(one), one.cells[column]]);
    const before = some.filter(([place]) => place <= here).sort((a, b) => b[0] - a[0]);
    const after = some.filter(([place]) => place > here).sort((a, b) => a[0] - b[0]);
    return [...before, ...after].flatMap(([, ids]) => idsIn(ids));
  }

  nothingOpen() {
    const all = this.state.rows.filter((row) => row.open).length;
    const words = all ? `Nothing is chosen. ${all} rows are open.` : "All is read. Mend what the check below names, then go on to the questions.";
    return [make("h3", {}, all ? "Choose a row" : "Done"), text("p", words), make("p", {}, button(all ? "Next (j)" : "To the questions", () => (all ? this.next(1) : this.editor.turn("questions")), { class: "news-main" }))];
  }

  // ---- going about

  toLayer(name) {
    this.layer = name;
    const row = this.rows().find((one) => one.open) ?? null;
    this.now = row?.id ?? "";
    this.draw();
  }

  turn(id, focus = true) {
    const row = this.row(id);
    if (!row) return;
    this.layer = this.layerOf(row.table);
    this.now = id;
    this.draw();
    if (focus) this.focus();
  }

  // Without moving the page, which holds the notebook.
  focus() {
    this.card.node.focus({ preventScroll: true });
  }

  // The next open row, in this layer or the ones behind it; backwards whatever row stands before.
  next(step) {
    const order = this.editor.forms.layers.flatMap(([name]) => this.rows(name));
    const here = order.findIndex((row) => row.id === this.now);
    const turned = step > 0 ? [...order.slice(here + 1), ...order.slice(0, here + 1)] : [...order.slice(0, Math.max(here, 0)).reverse()];
    const row = step > 0 ? turned.find((one) => one.open) : turned[0];
    if (row) this.turn(row.id);
    else this.editor.say("No row is open.");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.state) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Escape") this.focus();
      return;
    }
    const acts = {
      y: () => this.row(this.now)?.open && this.accept(),
      n: () => this.now && this.refuse(),
      j: () => this.next(1),
      k: () => this.next(-1),
      u: () => this.undo(),
      c: () => this.card.node.querySelector("input, .news-chip, select")?.focus(),
      q: () => this.use(this.pointable("words")),
      e: () => this.use(this.pointable("piece")),
      ...Object.fromEntries(MARKS.map(([table, key]) => [key, () => this.point(table)])),
    };
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    const act = digit ? this.card.digits[digit - 1] && (() => this.card.digits[digit - 1](event.shiftKey)) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  pointable(kind) {
    const row = this.row(this.now);
    return row && this.fields[row.table].find((one) => one.kind === kind)?.name;
  }

  // ---- what is done

  chose(selection) {
    this.chosen.textContent = selection ? `“${selection.words}” is: ` : "Select words to say what they are: ";
    for (const one of this.marks) one.setAttribute("aria-disabled", String(!selection));
  }

  // One thing after the other: what is pressed while another is being saved comes next.
  do(what, more, then) {
    const one = (this.queue ?? Promise.resolve()).then(async () => {
      const reply = await this.editor.ask(what, typeof more === "function" ? more() : more);
      if (!reply) return;
      then?.(reply);
      this.show(reply);
    });
    this.queue = one;
    return one;
  }

  accept() {
    return this.do("accept", () => ({ row: this.now }), (reply) => this.goOn(reply));
  }

  refuse() {
    return this.do("refuse", () => ({ row: this.now }), (reply) => this.goOn(reply));
  }

  // What was said yes or no to makes room for the next open row.
  goOn(reply) {
    const order = this.editor.forms.layers.flatMap(([, , tables]) => this.state.rows.filter((row) => tables.includes(row.table)));
    const here = order.findIndex((row) => row.id === this.now);
    const left = new Set(reply.rows.filter((row) => row.open).map((row) => row.id));
    const next = [...order.slice(here + 1), ...order.slice(0, here)].find((row) => left.has(row.id));
    this.now = next?.id ?? "";
    if (next) this.layer = this.layerOf(next.table);
    this.editor.say(`${left.size} open.`);
    queueMicrotask(() => this.focus());
  }

  change(cells) {
    const row = this.now;
    return this.do("change", { row, cells }, (reply) => {
      const same = reply.rows.find((one) => one.id === row);
      this.now = reply.new.length ? reply.new[0] : same ? row : "";
      if (reply.new.length) queueMicrotask(() => this.card.node.querySelector('[data-field="name"]')?.select());
    });
  }

  merge(into) {
    return this.do("merge", () => ({ row: this.now, into }), (reply) => this.goOn(reply));
  }

  undo() {
    return this.do("undo", {}, (reply) => {
      const before = new Map(this.state.rows.map((row) => [row.id, JSON.stringify(row)]));
      const back = reply.rows.find((row) => before.get(row.id) !== JSON.stringify(row));
      if (back) [this.now, this.layer] = [back.id, this.layerOf(back.table)];
      this.editor.say(reply.undone ? "The last change is taken back." : "There is nothing to take back.");
    });
  }

  needsWords() {
    if (!this.article.selection) this.editor.warn("Select words of the article first.");
    return !this.article.selection;
  }

  point(table) {
    if (this.needsWords()) return;
    const { at, start, end } = this.article.selection;
    this.do("point", { what: table, at, start, end }, (reply) => {
      this.now = reply.new[0];
      this.layer = this.layerOf(table);
      this.article.take(null, false);
      queueMicrotask(() => this.focus());
    });
  }

  use(column) {
    if (!column || this.needsWords()) return;
    const { at, start, end } = this.article.selection;
    this.do("point", () => ({ row: this.now, what: column, at, start, end }), () => this.article.take(null, false));
  }

  async check() {
    if (this.checking) return;
    this.checking = true;
    const state = this.state;
    const reply = await this.editor.ask("check");
    this.checking = false;
    if (reply) this.remarks = reply.remarks;
    if (this.state !== state) return void (this.timer = setTimeout(() => this.check(), 500));
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") && this.node.contains(document.activeElement);
    if (reply && !typing) this.drawRows();
  }
}
