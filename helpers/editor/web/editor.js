// The page itself: which lesson, which step, and what is asked of the notebook.

const EDITOR_STEPS = [
  ["text", "The text", TextStep],
  ["correct", "Correct the draft", CorrectStep],
  ["readers", "Share", ReadersStep],
  ["questions", "Questions", QuestionsStep],
  ["hand_out", "Hand out", HandOutStep],
];

class LessonEditor extends Talk {
  constructor(channel, host) {
    super(channel);
    this.lesson = "";
    this.chooser = make("div", { class: "news-class" });
    this.box = this.build("A lesson of your own text", EDITOR_STEPS, this.chooser);
    host.replaceChildren(this.box);
    this.stop.hidden = true; // nothing here takes so long
    this.show("text");
    this.start();
  }

  // Whoever listens to the page is told when what was asked has been answered.
  async ask(what, ...more) {
    this.box.setAttribute("aria-busy", "true");
    const wrong = this.alarm.textContent;
    const asked = super.ask(what, ...more);
    if (what === "check") this.alarm.textContent = wrong; // nobody asked: what was said stays
    const reply = await asked;
    this.box.setAttribute("aria-busy", String(this.waiting.size > 0));
    return reply;
  }

  // What is wrong is said at the top, and the page shows it.
  warn(words, control) {
    this.status.after(this.alarm);
    super.warn(words, control);
    if (!control) this.alarm.scrollIntoView({ block: "nearest" });
  }

  // Or beside what was pressed, which may be far from the top; where to mend it has the focus.
  beside(node, control) {
    node.after(this.alarm);
    control.focus();
    this.alarm.scrollIntoView({ block: "nearest" });
  }

  about() {
    return { lesson: this.lesson };
  }

  async start() {
    const reply = await this.ask("open");
    if (!reply) return;
    this.forms = reply;
    this.say("");
    this.choices(reply.lessons);
    this.steps.readers.offer(reply);
    if (reply.here) this.choose(reply.here);
  }

  choices(lessons) {
    const picker = select([["", "none yet"], ...lessons.map((name) => [name, name])], this.lesson, (name) => this.choose(name));
    this.chooser.replaceChildren(field("The lesson that you work on", picker));
  }

  // A lesson that was made of a text is the one to correct.
  made(reply) {
    this.opened(reply);
    this.choices(reply.lessons);
    this.turn("correct");
    const open = reply.rows.filter((row) => row.open).length;
    this.say([`${open} rows are proposed. Nothing counts as read until you say yes to it.`, ...reply.notes].join(" "));
  }

  async choose(name) {
    if (!name) return;
    const reply = await this.ask("choose", { lesson: name });
    if (!reply) return;
    this.opened(reply);
    this.turn(this.step === "text" ? "correct" : this.step);
  }

  opened(reply) {
    this.lesson = reply.lesson;
    this.steps.readers.clear();
    this.steps.correct.open(reply);
  }

  turn(name) {
    if (name !== "text" && !this.lesson) return this.warn("Make a lesson of a text first, or choose one.");
    super.turn(name);
    this.box.scrollIntoView({ block: "start" }); // a step may be much shorter than the one before
    this.steps[name].enter?.();
  }
}

export default talkAt(".news-editor-place", LessonEditor);
