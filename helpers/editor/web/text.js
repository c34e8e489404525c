// The first step: a text is pasted or given as a file, its lines are told apart, and it becomes a lesson.

const ROLES = [
  ["", "text of the article"],
  ["headline", "the headline"],
  ["byline", "who wrote it"],
  ["credit", "a credit at the end"],
  ["none", "not part of the article"],
];
const ASKED = [
  ["datePublished", "When was it published?", "Like 2026-03-05, or 2026-03-05T10:57. Weekdays are counted from it."],
  ["publisher", "Who published it?"],
  ["rights", "Whose is the text, and what may your class do with it?"],
  ["inLanguage", "In which language is it?", "A code, like en or de."],
  ["author", "Who wrote it?", "May be left empty."],
  ["source", "Where is it from?", "An address, or a page of print. May be left empty."],
];
const FREE = ["author", "source"]; // may be left empty

class TextStep {
  constructor(editor) {
    this.editor = editor;
    this.pasted = make("textarea", { rows: 10, dir: "auto", placeholder: "Headline\n\nBy …\n\nThe first paragraph …" });
    this.file = input("file", { accept: ".txt,.docx,.html,.htm" });
    this.found = make("div", {});
    this.node = make("div", {},
      field("Paste the text, with its headline and the line that names who wrote it", this.pasted),
      field("Or give it as a file", this.file, "A .txt or .docx file, or a page that you saved as .html."),
      make("p", {}, button("Read it", () => this.read(), { class: "news-main" })),
      this.found);
  }

  async read() {
    const file = this.file.files[0];
    if (!file && !this.pasted.value.trim()) return this.editor.warn("Paste a text, or choose a file.", this.pasted);
    const pieces = file ? [await file.arrayBuffer()] : [];
    const reply = await this.editor.ask("read", { name: file?.name ?? "text.txt", text: file ? "" : this.pasted.value }, pieces);
    if (reply) this.show(reply);
  }

  show({ lines, layout, facts, unsure }) {
    const roleOf = (line) => Object.entries(layout).find(([, number]) => number === line)?.[0] ?? "";
    this.roles = lines.map((line, place) => {
      const chosen = select(ROLES, roleOf(place + 1));
      chosen.setAttribute("aria-label", `What line ${place + 1} is`);
      return chosen;
    });
    const rows = lines.map((line, place) => {
      const asked = unsure.some((question) => question.includes(`“${line}”`));
      return make("tr", asked ? { class: "news-unsure" } : {}, make("th", { scope: "row" }, String(place + 1)), text("td", line), make("td", {}, this.roles[place]));
    });
    this.facts = ASKED.map(([name, label, hint]) => [name, field(label, input("text", { value: facts[name], dir: "auto" }), hint)]);
    const doubt = unsure.length ? [make("p", {}, "Look at the lines that are marked: do they belong to the article?")] : [];
    this.made = make("p", {}, button("Make the lesson", () => this.makeIt(), { class: "news-main" }));
    const head = make("h3", { tabindex: "-1" }, "Is each line what it says?");
    this.found.replaceChildren(
      head, ...doubt,
      make("div", { class: "news-lines", tabindex: "0", role: "region", "aria-label": "The lines of the text" }, make("table", {}, make("tbody", {}, ...rows))),
      make("h3", {}, "What do you know about it?"),
      make("div", { class: "news-fields" }, ...this.facts.map(([, node]) => node)),
      this.made);
    this.editor.say(`${lines.length} lines were read.`);
    head.scrollIntoView({ block: "start" });
    head.focus({ preventScroll: true });
  }

  // The first fact that has to be given, and is not.
  missing() {
    const needed = this.facts.filter(([name]) => !FREE.includes(name)).map(([, node]) => node.querySelector("input"));
    return needed.find((one) => !one.value.trim()) ?? needed[0];
  }

  async makeIt() {
    const facts = Object.fromEntries(this.facts.map(([name, node]) => [name, node.querySelector("input").value]));
    const reply = await this.editor.work("make", { facts, roles: this.roles.map((one) => one.value) }, "Reading the text, and drafting its tables.");
    if (!reply) return this.editor.beside(this.made, this.missing());
    this.found.replaceChildren();
    this.pasted.value = this.file.value = "";
    this.editor.made(reply);
  }
}
