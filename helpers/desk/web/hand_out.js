// Hand out: choose what a class gets of the lesson, and make it.

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
    this.ways = make("div", {});
    this.modes = radios("For what", MODES, (value) => (this.mode = value));
    this.long = make("div", {});
    this.minutes = "";
    this.sum = make("p", { class: "news-sum", role: "status" });
    this.notebooks = make("div", {});
    this.made = make("div", { class: "news-made", role: "status" });
    this.node = make("div", {},
      make("div", { class: "news-fields" },
        field("Class", this.name, "Such as 7B."),
        field("Title", this.title, "May stay empty."),
        field("Due", this.due, "May stay empty."),
      ),
      make("div", { class: "news-fields" }, this.ways, this.modes),
      make("fieldset", {}, make("legend", {}, "What they get"), this.long, this.notebooks, this.sum),
      make("p", {}, button("Make it", () => this.make(), { class: "news-main" })),
      this.made,
    );
  }

  show({ notebooks, ways, plans, in_browser: inBrowser }) {
    this.boxes = [];
    this.heads = [];
    this.plans = plans;
    const act = (value) => {
      this.what = value;
      this.modes.disabled = inBrowser.length > 0 || !["pack", "site"].includes(value);
    };
    act("pack");
    this.ways.replaceChildren(radios("As what", ways, act));
    const lengths = Object.entries(plans).filter(([, ids]) => ids.length).map(([minutes]) => [minutes, `A lesson of ${minutes} minutes, whole in itself`]);
    this.long.replaceChildren(field("How long", select([["", "All that is chosen below"], ...lengths], "", (value) => this.plan(value))));
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
      for (const one of boxes) one.checked = all.checked && !one.disabled;
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
    this.heads.push({ all, boxes });
    return make("div", { class: "news-notebook" }, head, ...(rows.length ? [more] : []));
  }

  // A lesson of so many minutes has exercises of its own, of which some may be left out.
  plan(minutes) {
    this.minutes = minutes;
    for (const box of this.boxes) {
      const isIn = !minutes || this.plans[minutes].includes(box.of.id);
      Object.assign(box, { checked: isIn, disabled: !isIn });
    }
    for (const { all, boxes } of this.heads) all.disabled = boxes.every((box) => box.disabled);
    this.count();
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
    for (const { all, boxes } of this.heads) {
      const on = boxes.filter((box) => box.checked).length;
      all.checked = on > 0;
      all.indeterminate = on > 0 && on < boxes.length;
    }
  }

  async make() {
    const chosen = this.chosen();
    const open = this.boxes.filter((box) => !box.disabled);
    const choice = { class_name: this.name.value.trim(), title: this.title.value.trim(), due: this.due.value, graded: this.mode === "graded" };
    if (this.minutes) {
      choice.minutes = Number(this.minutes);
      choice.without = open.filter((box) => !box.checked).map((box) => box.of.id);
    } else if (chosen.length < open.length) {
      choice.exercises = chosen.map((box) => box.of.id);
      choice.notebooks = [...new Set(chosen.map((box) => box.notebook))];
    }
    const name = `for ${choice.class_name || choice.title}`;
    if (name === "for ") return this.desk.warn("Say for which class it is, or give it a title.", this.name);
    const made = await this.desk.work("hand out", { what: this.what, name, choice }, this.what === "site" ? "Making the folder. The first time, what Python in a browser needs is fetched, which takes some minutes." : "Making the file.");
    if (!made) return;
    this.made.replaceChildren(...this.desk.whatWasMade(made));
    this.desk.say(`Made: ${made.path}.`);
    if (choice.class_name) this.desk.choose(choice.class_name);
  }
}
