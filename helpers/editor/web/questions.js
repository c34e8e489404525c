// The third step: questions that the tables settle. The teacher takes, words, orders and drops them.

const SORTS_OF_ASKING = { one: "choose one", several: "choose several", order: "put in order", date: "a date", passage: "mark the words" };

class QuestionsStep {
  constructor(editor) {
    this.editor = editor;
    this.found = make("div", {});
    this.node = make("div", {}, make("p", {}, "Questions are made of the tables, each with its answer, and with what is said to each wrong one."), this.found);
  }

  async enter() {
    const reply = await this.editor.work("questions", {}, "Making questions.");
    if (reply) this.show(reply);
  }

  show({ offered, asked }) {
    this.asked = asked.map((one) => ({ ...one, box: input("checkbox", { id: fresh("drop"), checked: true }) }));
    this.offered = offered.map((one) => ({
      ...one,
      box: input("checkbox", { id: fresh("take"), onchange: () => this.count() }),
      words: make("textarea", { rows: 2, dir: "auto", "aria-label": "The question in your words" }, one.question),
    }));
    const all = (checked) => {
      for (const one of this.offered) one.box.checked = checked;
      this.count();
    };
    this.listed = make("ol", { class: "news-questions" });
    this.order();
    this.act = button("", () => this.write(), { class: "news-main" });
    const there = asked.length ? [make("h3", {}, `Asked: ${asked.length}`), make("p", { class: "news-hint" }, "Take the tick away to drop one."), make("ol", { class: "news-questions" }, ...this.asked.map((one) => this.line(one)))] : [];
    const offers = offered.length ? [make("h3", {}, `Made, and not asked yet: ${offered.length}`), make("p", {}, button("Take all", () => all(true)), button("Take none", () => all(false))), this.listed] : [make("p", {}, "The tables settle no more questions.")];
    this.found.replaceChildren(...this.goOn(asked.length), ...there, ...offers, make("p", {}, this.act));
    for (const one of this.asked) one.box.addEventListener("change", () => this.count());
    this.count();
  }

  goOn(asked) {
    return asked ? [make("p", {}, button("Hand it out", () => this.editor.turn("hand_out"), { class: "news-main" }))] : [];
  }

  order() {
    this.listed.replaceChildren(...this.offered.map((one, place) => this.line(one, [
      make("details", {}, make("summary", {}, "Word it, or move it"), one.words, make("p", {},
        button("Up", () => this.move(place, -1), { "aria-label": `Up: ${one.title}` }), button("Down", () => this.move(place, 1), { "aria-label": `Down: ${one.title}` }))),
    ])));
  }

  move(place, step) {
    const [one] = this.offered.splice(place, 1);
    this.offered.splice(Math.max(0, place + step), 0, one);
    this.order();
    const node = this.listed.children[Math.max(0, Math.min(this.offered.length - 1, place + step))];
    node.querySelector("details").open = true;
    node.querySelectorAll("details button")[step < 0 ? 0 : 1].focus();
  }

  line(one, more = []) {
    const label = make("label", { for: one.box.id, dir: "auto" }, one.question.replace(/\s+/g, " "), make("small", {}, ` notebook ${one.notebook}, ${SORTS_OF_ASKING[one.kind] ?? one.kind.replaceAll("_", " ")}`));
    const answers = one.answers.length ? [text("p", `Answer: ${one.answers.join("; ")}`, { class: "news-hint" })] : [];
    return make("li", {}, make("div", { class: "news-option" }, one.box, label), ...answers, ...more);
  }

  count() {
    const [take, drop] = [this.offered.filter((one) => one.box.checked).length, this.asked.filter((one) => !one.box.checked).length];
    const words = [take ? `write ${take}` : "", drop ? `drop ${drop}` : ""].filter(Boolean).join(", ");
    this.act.textContent = words ? `${words[0].toUpperCase()}${words.slice(1)}` : "Write those that are ticked";
    this.act.disabled = !words;
  }

  async write() {
    const wording = Object.fromEntries(this.offered.filter((one) => one.box.checked).map((one) => [one.id, one.words.value]));
    const drop = this.asked.filter((one) => !one.box.checked).map((one) => one.id);
    const reply = await this.editor.work("write", { wording, drop }, "Writing the questions.");
    if (!reply) return;
    this.show(reply);
    this.editor.say(`The lesson asks ${reply.asked.length} questions now.`);
    this.editor.box.scrollIntoView({ block: "start" }); // the list is much shorter than it was
    (this.found.querySelector("button:not(:disabled)") ?? this.editor.tabs[0]).focus({ preventScroll: true });
  }
}
