// What another reader of the same article says, held against this reading and settled row by row.

const figure = (number) => (number === null ? "–" : number.toFixed(2));

class ReadersStep {
  constructor(editor) {
    this.editor = editor;
    this.file = input("file", { accept: ".zip" });
    this.found = make("div", {});
    this.marks = input("file", { multiple: true });
    this.brought = make("div", {});
    this.takes = make("p", { class: "news-taken" });
    this.taken = make("div", {});
    this.hint = make("span", {});
    const bring = field("Files with marks", this.marks, "");
    bring.append(make("p", { class: "news-hint" }, this.hint));
    this.node = make("div", {},
      make("p", {}, "This step may be left out."),
      make("h3", {}, "A colleague reads it, too"),
      make("p", {}, "Two people who read the same text, each for themselves, see where it can be read in two ways. Begin both with the same text. The other reader downloads the tables here, too, and gives you the file."),
      make("p", {}, button("Download my tables", () => this.give())),
      field("The tables of the other reader", this.file, "A ZIP file."),
      make("p", {}, button("Compare", () => this.compare(), { class: "news-main" })), this.found,
      make("h3", {}, "You marked it in another tool"), bring,
      make("p", {}, button("Bring it in", () => this.bring())), this.brought,
      make("h3", {}, "Take it to another tool"), this.takes, this.taken);
  }

  // The formats of other tools.
  offer({ takes, brings }) {
    this.hint.textContent = `${brings}. What comes from there is proposed, and counts when you say yes. With a .ann file give its .txt file, too.`;
    this.takes.replaceChildren(...takes.map(([ending, name]) => button(`${name} (${ending})`, () => this.take(ending))));
  }

  async bring() {
    const files = [...this.marks.files];
    if (!files.length) return this.editor.warn("Choose the files first.", this.marks);
    const pieces = await Promise.all(files.map((one) => one.arrayBuffer()));
    const reply = await this.editor.ask("bring", { names: files.map((one) => one.name) }, pieces);
    if (!reply) return;
    this.editor.steps.correct.show(reply);
    this.brought.replaceChildren(list(reply.said.length ? reply.said : ["Everything in it was there before."]));
  }

  async take(ending) {
    const reply = await this.editor.ask("take", { ending });
    if (!reply) return;
    save(reply.data, reply.name);
    this.taken.replaceChildren(list(reply.said));
  }

  clear() {
    for (const one of [this.found, this.brought, this.taken]) one.replaceChildren();
    this.file.value = this.marks.value = "";
  }

  async give() {
    const reply = await this.editor.ask("give");
    if (reply) save(reply.data, reply.name);
  }

  async compare() {
    const file = this.file.files[0];
    if (!file) return this.editor.warn("Choose the file of the other reader.", this.file);
    const reply = await this.editor.ask("compare", {}, [await file.arrayBuffer()]);
    if (reply) this.show(reply);
  }

  show(reply) {
    this.editor.steps.correct.show(reply);
    const { same, settled, marked, labels, differences } = reply.comparison;
    const rows = labels.map(([table, column, n, observed, kappa, alpha, why]) => [`${table}: ${column}`, String(n), figure(observed), figure(kappa), `${figure(alpha)}${why ? ` (${why})` : ""}`]);
    const both = marked.map(([table, first, second, overlap, exact, f1, f1exact]) => [table, String(first), String(second), String(overlap), String(exact), figure(f1), figure(f1exact)]);
    const figures = make("details", {}, make("summary", {}, "How far you agree, in figures"),
      tableOf("Passages that were marked", ["", "you", "the other", "overlapping", "the same", "F1", "F1, the same"], both),
      tableOf("What both marked", ["", "passages", "the same", "Cohen's kappa", "Krippendorff's alpha"], rows),
      make("p", { class: "news-hint" }, "1 is agreement, 0 what chance would give. Look at the differences first: figures of few passages say little."));
    const what = differences.length ? "Settle each: keep yours, take the other's, or keep yours and note that both can be read." : "";
    const before = settled ? `${settled} settled before.` : "";
    this.lines = make("ol", { class: "news-questions" }, ...differences.map((one) => this.line(one)));
    this.found.replaceChildren(
      make("h3", {}, differences.length ? `You differ in ${differences.length}` : "You do not differ"),
      make("p", {}, `${what} ${before}`.trim()),
      ...(same.length ? [list(same)] : []), this.lines, figures);
    this.editor.say(differences.length ? `${differences.length} to settle.` : "All is settled.");
  }

  line(one) {
    const reason = input("text", { dir: "auto", "aria-label": "Why both can be read", placeholder: "Why both can be read" });
    const settle = (choice, why = "") => this.settle(one.id, choice, why);
    const both = () => (reason.value.trim() ? settle("both", reason.value) : this.editor.warn("Say why both can be read.", reason));
    return make("li", {}, text("p", one.sentence), make("p", { class: "news-ask" }, button("Mine", () => settle("first")), button("The other's", () => settle("second")), reason, button("Both", both)));
  }

  async settle(difference, choice, reason) {
    const place = [...this.lines.children].findIndex((one) => one.contains(document.activeElement));
    const reply = await this.editor.ask("settle", { difference, choice, reason });
    if (!reply) return;
    this.show(reply);
    this.lines.children[Math.min(Math.max(place, 0), this.lines.children.length - 1)]?.querySelector("button").focus({ preventScroll: true });
  }
}
