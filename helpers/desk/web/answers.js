// One by one: what a student has for each exercise, and what a class answered to one of them.

// A line that asks for a reason, and for marks where these are changed; then the class is graded again.
function ask(desk, words, more, marks) {
  const number = marks === undefined ? null : input("number", { min: 0, max: marks, step: 1, id: fresh("marks") });
  const reason = input("text", { maxlength: 500, id: fresh("reason"), placeholder: "The reason, which students read" });
  const go = async () => {
    if (!reason.value.trim()) return desk.warn("Write a reason.", reason);
    if (number && number.value === "") return desk.warn("Write the marks.", number);
    desk.change({ ...more, reason: reason.value, ...(number ? { marks: Number(number.value) } : {}) });
  };
  const marked = number ? [make("label", { for: number.id }, `Marks, 0 to ${marks}`), number] : [];
  const row = make("p", { class: "news-ask" }, ...marked, make("label", { for: reason.id }, "Reason"), reason, button(words, go, { class: "news-main" }));
  setTimeout(() => (number ?? reason).focus());
  return row;
}

class Sheet {
  constructor(desk) {
    this.desk = desk;
    this.node = make("div", { class: "news-sheet", tabindex: -1 });
  }

  async open(student) {
    const reply = await this.desk.ask("student", { student });
    if (!reply) return;
    const rows = reply.rows.map((one) => this.row(student, one));
    const page = reply.page ? [button("Show the feedback page", () => this.page(reply))] : [];
    this.place = make("div", {});
    this.node.replaceChildren(
      text("h4", reply.name), make("p", {}, ...page, button("Close", () => this.close())), this.place,
      tableOf("Exercise by exercise", ["Exercise", "Answer", "Marks", "Of", ""], rows, text),
    );
    this.node.focus();
    this.node.scrollIntoView({ block: "nearest" });
  }

  row(student, one) {
    const line = make("div", {});
    const act = () => line.replaceChildren(ask(this.desk, "Save", { what: "overrule", student, exercise: one.id }, one.out_of));
    const change = one.by_hand ? "" : button("Change", act, { "aria-label": `Change the mark of ${one.title}` });
    return [one.title, one.answer, one.marks, one.out_of, make("div", {}, change, line)];
  }

  async page({ page, name }) {
    const reply = await this.desk.ask("page", { page });
    if (reply) this.place.replaceChildren(framed(reply.html, `The feedback page of ${name}`));
  }

  close() {
    this.node.replaceChildren();
  }
}

class Given {
  constructor(desk) {
    this.desk = desk;
    this.choice = make("div", {});
    this.list = make("div", { role: "status" });
    this.node = make("details", {}, make("summary", {}, "Answers given, and accepting one for all"), this.choice, this.list);
  }

  show(exercises) {
    this.list.replaceChildren();
    const choices = [["", "Choose an exercise"], ...exercises];
    this.choice.replaceChildren(field("Exercise", select(choices, "", (name) => this.open(name))));
  }

  async open(exercise) {
    if (!exercise) return this.list.replaceChildren();
    const reply = await this.desk.ask("answers", { exercise });
    if (!reply) return;
    const rows = reply.given.map((one) => this.row(exercise, one));
    const whole = () => tableOf("Answers, the most frequent first", ["Answer", "Students", "Marks", ""], rows, text);
    this.list.replaceChildren(rows.length ? whole() : text("p", "Nobody has answered it."));
  }

  row(exercise, one) {
    const line = make("div", {});
    const act = () => line.replaceChildren(ask(this.desk, "Accept for all", { what: "accept", exercise, answer: one.answer }));
    const accept = one.refused ? text("small", one.refused) : button("Accept", act, { "aria-label": `Accept ${one.words}` });
    return [one.words, one.students, `${one.marks} of ${one.out_of}`, make("div", {}, accept, line)];
  }
}

// What was changed by hand, each with a button that takes it back.
function byHand(desk, overruled, accepted) {
  const back = (more) => button("Take it back", () => desk.change(more));
  const lines = [
    ...overruled.map((one) => [
      `${one.name}, ${one.title}: ${one.marks} by you, ${one.reason}${one.is_current ? "" : " (another answer was handed in since, so the key's marks hold)"}`,
      { what: "take back overrule", student: one.student, exercise: one.exercise },
    ]),
    ...accepted.map((one) => [`Accepted for all, ${one.exercise}: ${one.words}`, { what: "take back accept", exercise: one.exercise, reason: one.words }]),
  ];
  if (!lines.length) return [];
  const items = lines.map(([words, more]) => make("li", {}, text("span", `${words} `), back(more)));
  return [make("details", {}, make("summary", {}, `Changed by you: ${lines.length}`), make("ul", {}, ...items))];
}
