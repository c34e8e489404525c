// One row as a form: why it is proposed, what `check` says of it, its cells, and yes or no.

const MAIN = { actors: "kind", mentions: "actor", places: "", toponyms: "type", events: "basis", statements: "source", judgements: "table" };
const SORTS = { actors: "Actor", mentions: "Mention", places: "Place", toponyms: "Name of a place", events: "Event", exceptions: "Words for time", statements: "Statement", judgements: "Two readings" };
const DEFAULTS = { modality: "happened" }; // what an empty cell says
const NEW_ONE = "+";
const MOST = 8; // choices that are shown at once
const idsIn = (cell) => (cell ?? "").split(/[\s;,|]+/).filter(Boolean);
const partName = (at) => (/^\d+$/.test(at) ? `paragraph ${at}` : `the ${at}`);

class Card {
  constructor(correct) {
    this.correct = correct;
    this.node = make("div", { class: "news-card-of", role: "group", "aria-label": "The row", tabindex: "-1" });
  }

  show(row) {
    const focused = this.node.contains(document.activeElement) ? document.activeElement.dataset.field : undefined;
    if (row?.id !== this.row?.id) this.node.parentElement.scrollTop = 0;
    this.row = row;
    this.digits = [];
    this.node.dataset.row = row?.id ?? "";
    if (!row) return this.node.replaceChildren(...this.correct.nothingOpen());
    const fields = this.correct.fields[row.table];
    const [rare, usual] = [fields.filter((one) => one.rare), fields.filter((one) => !one.rare)];
    const said = this.correct.remarks.filter((one) => one.row === row.id);
    const filled = rare.some((one) => row.cells[one.name] || said.some(({ text }) => text.startsWith(`${one.label}: `)));
    const open = this.wasOpen === row.table || filled;
    const more = make("details", { open, ontoggle: () => (this.wasOpen = more.open ? row.table : "") }, make("summary", {}, "More of it"), ...rare.map((one) => this.control(one)));
    const head = `${SORTS[row.table]}${row.at ? `, ${partName(row.at)}` : ""}`;
    const yes = button("Yes (y)", () => this.correct.accept(), { class: "news-main", "data-field": "yes" });
    const no = button(row.open ? "No (n)" : "Take it away (n)", () => this.correct.refuse(), { "data-field": "no" });
    this.node.replaceChildren(
      make("h3", {}, head, " ", make("small", {}, row.open ? "proposed" : "read")),
      ...(row.reason ? [text("p", row.reason, { class: "news-hint" })] : []),
      ...said.map((one) => text("p", one.text, { class: "news-remark" })),
      ...usual.map((one) => this.control(one)),
      ...(rare.length ? [more] : []),
      ...this.same(),
      make("p", { class: "news-acts" }, ...(row.open ? [yes] : []), no,
        button("Next (j)", () => this.correct.next(1), { "data-field": "next" }), button("Back (k)", () => this.correct.next(-1), { "data-field": "back" })));
    if (focused) (this.node.querySelector(`[data-field="${focused}"]`) ?? this.node).focus();
  }

  control(one) {
    const { row } = this;
    const value = row.cells[one.name] ?? "";
    if (one.kind === "words") return this.pointed(one, text("q", value), "q");
    if (one.kind === "piece") return this.pointed(one, this.typed(one, value), "e");
    if (one.kind === "one") return this.chips(one, one.options.map((each) => [each, each]), [value || DEFAULTS[one.name]]);
    if (one.kind === "place") return this.named(one, "places", [value]);
    if (["actor", "actors", "source"].includes(one.kind)) return this.named(one, "actors", one.kind === "actors" ? idsIn(value) : [value]);
    if (one.kind === "claim") return this.claim(one, value);
    return field(one.label, this.typed(one, value));
  }

  typed(one, value) {
    return input("text", { value, dir: "auto", "data-field": one.name, "aria-label": one.label, onchange: (event) => this.set({ [one.name]: event.target.value }) });
  }

  // Words of the article, which are pointed at.
  pointed(one, shown, key) {
    const act = button(`Use the selected words (${key})`, () => this.correct.use(one.name), { "data-field": `${one.name}-point` });
    const clear = one.kind === "piece" && this.row.cells[one.name] ? [button("None", () => this.set({ [one.name]: "" }), {})] : [];
    return make("div", { class: "news-field", role: "group", "aria-label": one.label }, make("span", { class: "news-label" }, one.label), make("div", { class: "news-pointed" }, shown, act, ...clear));
  }

  claim(one, value) {
    const known = this.correct.state.claims;
    const id = fresh("claims");
    const typed = this.typed(one, known[value] ?? value);
    typed.setAttribute("list", id);
    return make("div", {}, field(one.label, typed), make("datalist", { id }, ...Object.values(known).map((words) => make("option", { value: words }))));
  }

  // Choices side by side, each with the key that chooses it.
  chips(one, choices, chosen, act = (value) => this.set({ [one.name]: value === chosen[0] && !NEEDED.has(one.name) ? "" : value })) {
    const main = MAIN[this.row.table] === one.name;
    const nodes = choices.map(([value, words], place) => {
      const key = main && place < 9 ? `${place + 1} ` : "";
      const node = button("", (event) => act(value, event.shiftKey), { "aria-pressed": String(chosen.includes(value)), "data-field": `${one.name}-${value}`, class: "news-chip" });
      node.append(...(key ? [make("span", { class: "news-key" }, key.trim())] : []), text("span", words));
      if (key) this.digits.push((shift) => act(value, shift));
      return node;
    });
    return make("div", { class: "news-field", role: "group", "aria-label": one.label }, make("span", { class: "news-label" }, one.label), make("div", { class: "news-chips" }, ...nodes));
  }

  // Those who, or which, are near come first; the others are in a list.
  named(one, table, chosen) {
    const { row, correct } = this;
    const key = table === "actors" ? "actor" : "place";
    const all = new Map(correct.state.rows.filter((each) => each.table === table).map((each) => [each.cells[key], each.cells.name]));
    if (one.kind === "source") all.set("narrator", "the narrator");
    const near = [...(row.choices[one.name] ?? []), ...correct.near(row, table)];
    const order = [...new Set([...chosen.filter(Boolean), ...near, ...(one.kind === "source" ? ["narrator"] : []), ...all.keys()])].filter((id) => all.has(id));
    const shown = order.slice(0, MOST);
    if (one.kind === "source" && !shown.includes("narrator")) shown.splice(-1, 1, "narrator");
    const several = one.kind === "actors";
    const toggle = several && row.table !== "mentions";
    const act = (id, shift) => {
      if (id === NEW_ONE || !several || (!toggle && !shift)) return this.set({ [one.name]: !several && chosen[0] === id && !NEEDED.has(one.name) ? "" : id });
      const now = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
      return this.set({ [one.name]: now.join("; ") });
    };
    const names = [...shown.map((id) => [id, all.get(id)]), [NEW_ONE, table === "actors" ? "Somebody new" : "A new place"]];
    const node = this.chips(one, names, chosen, act);
    const rest = order.filter((id) => !shown.includes(id)).map((id) => [id, all.get(id)]);
    if (rest.length) {
      const list = select([["", "others …"], ...rest], "", (id) => id && act(id, false));
      list.setAttribute("aria-label", `${one.label}: others`);
      node.querySelector(".news-chips").append(list);
    }
    if (several && !toggle) node.append(make("small", {}, "Hold Shift to choose several."));
    return node;
  }

  // That two actors, or two places, are one.
  same() {
    const { row, correct } = this;
    const key = { actors: "actor", places: "place" }[row.table];
    if (!key) return [];
    const others = correct.state.rows.filter((one) => one.table === row.table && one.cells[key] !== row.cells[key]);
    if (!others.length) return [];
    const list = select([["", "no other"], ...others.map((one) => [one.cells[key], one.cells.name])], "", (id) => id && correct.merge(id));
    list.dataset.field = "same";
    return [field("The same as", list)];
  }

  set(cells) {
    return this.correct.change(cells);
  }
}

const NEEDED = new Set(["kind", "actor", "form", "place", "type", "basis", "source", "directness", "polarity", "table"]);
