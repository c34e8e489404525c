// Grade: the choices, how far it is, and what came of it.

class Grade {
  constructor(desk) {
    Object.assign(this, { desk, controls: new Map() });
    this.choices = make("details", {}, make("summary", {}, "Choices"));
    this.came = make("div", { role: "status" });
    this.table = make("div", {});
    this.sheet = new Sheet(desk);
    this.given = new Given(desk);
    this.hand = make("div", {});
    this.node = make("div", {},
      this.choices,
      make("p", {}, button("Grade", () => this.grade(), { class: "news-main" })),
      this.came, this.table, this.sheet.node, this.given.node, this.hand,
    );
  }

  // A choice shows what holds; what is not touched stays as it is.
  control(option, holds) {
    const { name, label, values, help } = option;
    let control;
    if (values.length) control = select(values.map((one) => [one, one]), holds ?? option.default);
    else if (option.is_path) control = input("file", { accept: `.${option.metavar.toLowerCase()}` });
    else control = input("text", { value: holds ?? "" });
    this.controls.set(name, { control, option, holds });
    const back = option.is_path && holds ? [text("p", `In force: ${holds.split(/[\\/]/).pop()} `, { class: "news-hint" }), this.takeBack(name)] : [];
    return make("div", {}, field(label, control, `${help[0].toUpperCase()}${help.slice(1)}.`), ...back);
  }

  // Choices that are made while files are still coming in stay as they were made.
  offer(name, options, holds) {
    const offered = JSON.stringify([name, holds]);
    if (offered === this.offered) return;
    this.offered = offered;
    const known = new Map(holds);
    this.controls.clear();
    this.choices.replaceChildren(make("summary", {}, "Choices"), ...options.map((one) => this.control(one, known.get(one.name))));
  }

  takeBack(name) {
    const box = input("checkbox", { id: fresh("back") });
    this.controls.get(name).back = box;
    return make("div", { class: "news-option" }, box, make("label", { for: box.id }, "Take it back"));
  }

  async chosen() {
    const found = {}, pieces = [];
    for (const [name, { control, option, holds, back }] of this.controls) {
      if (back?.checked) found[name] = "none";
      else if (option.is_path) {
        const [file] = control.files;
        if (!file) continue;
        found[name] = { name: file.name, piece: pieces.length };
        pieces.push(await file.arrayBuffer());
      } else if (control.value !== (holds ?? option.default)) found[name] = control.value.trim() || "none";
    }
    return [found, pieces];
  }

  async grade() {
    const [chosen, pieces] = await this.chosen();
    this.came.replaceChildren();
    const reply = await this.desk.work("grade", { chosen }, "Grading.", pieces);
    if (reply) this.graded(reply);
  }

  graded(reply) {
    this.desk.state(reply);
    this.tell(reply.summary);
    this.came.scrollIntoView({ block: "nearest" });
  }

  tell(one) {
    const cards = [
      [one.final, "final"], [one.unfinished, "not final: you have written answers to mark"],
      [one.unreadable, "unreadable"], [one.missing, "missing"],
    ].map(([count, words]) => make("div", { class: "news-card" }, make("b", {}, count), make("span", {}, words)));
    const parts = [
      make("h4", {}, `${one.students} ${one.students === 1 ? "student" : "students"}`), make("div", { class: "news-cards" }, ...cards),
      text("p", one.graded_by),
    ];
    if (one.problems.length) {
      const rows = one.problems.map(([path, student, reason]) => [student || "–", reason, path]);
      parts.push(tableOf("What is to be said of files", ["Student", "What to know, and what to do", "File"], rows, text));
      const left = one.problem_count - one.problems.length;
      if (left) parts.push(text("p", `… and ${left} more, in problems.csv.`));
    }
    if (one.notes.length) parts.push(list(one.notes));
    if (one.changes.length) parts.push(make("h4", {}, "Since the last grading, before → after"), list(one.changes));
    const next = one.waiting ? ["mark", "Go on: mark the written answers"] : ["give_back", "Go on: give back"];
    parts.push(make("p", {}, button(next[1], () => this.desk.turn(next[0]), { class: "news-main" })));
    this.came.replaceChildren(...parts);
  }

  show({ class: name, options, in_force: holds, students, exercises = [], overruled = [], accepted = [] }) {
    this.sheet.close();
    this.given.node.hidden = !students.length;
    this.given.show(exercises);
    this.hand.replaceChildren(...byHand(this.desk, overruled, accepted));
    this.offer(name, options, holds);
    this.came.replaceChildren();
    if (!students.length) return this.table.replaceChildren();
    const names = { student: "Student", total: "Total", "so far": "So far", grade: "Grade", "out of": "Of", state: "State", late: "Late" };
    const columns = Object.keys(names).filter((name) => name in students[0]);
    const cell = (one, name) => (name === "student" ? button(one.student, () => this.sheet.open(one.id), { class: "news-link", dir: "auto" }) : one[name]);
    const rows = students.map((one) => columns.map((name) => cell(one, name)));
    const whole = tableOf("The gradebook. Click a student to see each exercise, and to change a mark.", columns.map((name) => names[name]), rows, text);
    this.table.replaceChildren(make("details", {}, make("summary", {}, `The gradebook: ${students.length} students`), whole));
  }
}
