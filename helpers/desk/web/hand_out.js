// Hand out: choose what a class gets of the lesson, and make it.

const WAYS = [
  ["pack", "A ZIP file", "that students unpack and open in JupyterLab"],
  ["site", "A link", "a folder for a web server: students open an address, also on tablets"],
];
const MODES = [
  ["practice", "Practice", "what there is to say to an answer is said at once"],
  ["graded", "Graded", "key and tables are sealed until you give out the class code"],
];

class HandOut {
  constructor(desk) {
    Object.assign(this, { desk, what: "pack", mode: "practice", boxes: [] });
    this.name = input("text", { maxlength: 60 });
    this.title = input("text", { maxlength: 120 });
    this.due = input("date");
    this.sum = make("p", { class: "news-sum", role: "status" });
    this.notebooks = make("div", {});
    this.made = make("div", { class: "news-made", role: "status" });
    this.node = make("div", {},
      make("div", { class: "news-fields" },
        field("Class", this.name, "Such as 7B."),
        field("Title", this.title, "May stay empty."),
        field("Due", this.due, "May stay empty."),
      ),
      make("div", { class: "news-fields" },
        radios("As what", WAYS, (value) => (this.what = value)),
        radios("For what", MODES, (value) => (this.mode = value)),
      ),
      make("fieldset", {}, make("legend", {}, "What they get"), this.notebooks, this.sum),
      make("p", {}, button("Make it", () => this.make(), { class: "news-main" })),
      this.made,
    );
  }

  show({ notebooks }) {
    this.boxes = [];
    this.notebooks.replaceChildren(...notebooks.filter((one) => one.exercises.length || one.number === "00").map((one) => this.notebook(one)));
    this.count();
  }

  notebook({ number, title, exercises }) {
    const all = input("checkbox", { id: fresh("all"), checked: true });
    const boxes = exercises.map((one) => {
      const box = input("checkbox", { id: fresh("one"), checked: true, onchange: () => this.count() });
      Object.assign(box, { of: one, notebook: number });
      return box;
    });
    all.addEventListener("change", () => {
      for (const one of boxes) one.checked = all.checked;
      this.count();
    });
    this.boxes.push(...boxes);
    const rows = boxes.map((box) => {
      const { title: words, minutes, extra, from_code: code, marked_by_person: byYou } = box.of;
      const about = [`${minutes} min`, extra && "for the quick", code && "a line of code", byYou && "you mark it"];
      return make("div", { class: "news-option" }, box, make("label", { for: box.id }, words, make("small", {}, ` ${about.filter(Boolean).join(", ")}`)));
    });
    const head = make("div", { class: "news-option" }, all, make("label", { for: all.id }, `${Number(number)} · ${title.replace(/^\d+ · /, "")}`));
    const more = make("details", {}, make("summary", {}, "Choose exercises"), ...rows);
    this.heads = [...(this.heads ?? []), { all, boxes, more }];
    return make("div", { class: "news-notebook" }, head, ...(rows.length ? [more] : []));
  }

  chosen() {
    return this.boxes.filter((box) => box.checked);
  }

  count() {
    const chosen = this.chosen().map((box) => box.of);
    const counted = chosen.filter((one) => !one.extra);
    const minutes = counted.reduce((sum, one) => sum + one.minutes, 0);
    const marks = counted.reduce((sum, one) => sum + one.marks, 0);
    const quick = chosen.length - counted.length;
    this.sum.textContent = `${counted.length} exercises, about ${minutes} minutes, ${marks} marks${quick ? `, and ${quick} for the quick` : ""}.`;
    for (const { all, boxes } of this.heads ?? []) {
      const on = boxes.filter((box) => box.checked).length;
      all.checked = on > 0;
      all.indeterminate = on > 0 && on < boxes.length;
    }
  }

  async make() {
    const chosen = this.chosen();
    const isAll = chosen.length === this.boxes.length;
    const choice = { class_name: this.name.value.trim(), title: this.title.value.trim(), due: this.due.value, graded: this.mode === "graded" };
    if (!isAll) {
      choice.exercises = chosen.map((box) => box.of.id);
      choice.notebooks = [...new Set(chosen.map((box) => box.notebook))];
    }
    const name = `for ${choice.class_name || choice.title}`;
    if (name === "for ") return this.desk.warn("Say for which class it is, or give it a title.", this.name);
    const made = await this.desk.work("hand out", { what: this.what, name, choice }, this.what === "site" ? "Making the folder. The first time, what Python in a browser needs is fetched, which takes some minutes." : "Making the file.");
    if (!made) return;
    const code = made.code ? [make("p", { class: "news-code" }, make("small", {}, "Class code"), make("b", {}, made.code))] : [];
    const lines = made.lines.filter((line) => !made.code || !line.includes(`: ${made.code}`));
    const get = button(this.what === "site" ? "Download the folder as a ZIP" : "Download the file", () => this.desk.download(made.path), { class: "news-main" });
    this.made.replaceChildren(make("h4", {}, "It is made"), ...code, list(lines), make("p", {}, get));
    this.desk.say(`Made: ${made.path}.`);
    if (choice.class_name) this.desk.choose(choice.class_name);
  }
}
