// The desk itself: which class, which step, what is asked of the notebook, and how far it is.

const STEPS = [
  ["hand_out", "Hand out", HandOut],
  ["collect", "Collect", Collect],
  ["grade", "Grade", Grade],
  ["mark", "Mark", Mark],
  ["give_back", "Return", GiveBack],
  ["discuss", "Discuss", Discuss],
];
const NEW = "\u0000new";

class TeachersDesk extends Talk {
  constructor(channel, host) {
    super(channel);
    this.name = "";
    this.where = make("div", { class: "news-hint" });
    this.chooser = make("div", { class: "news-class" });
    host.replaceChildren(this.build("Your desk", STEPS, this.where, this.chooser));
    this.turn("hand_out");
    this.start();
  }

  about() {
    return { class: this.name };
  }

  async mayBegin(what) {
    return what === "hand out" || this.hasClass();
  }

  async start() {
    const reply = await this.ask("open");
    if (!reply) return;
    this.say("");
    this.where.replaceChildren(...reply.in_browser.map((words) => make("p", {}, words)));
    this.stop.hidden = reply.in_browser.length > 0;
    if (this.stop.hidden) navigator.storage?.persist?.(); // that it is not cleared without a word
    this.classes(reply.classes, reply.classes[0] ?? "");
    this.steps.hand_out.show(reply);
    if (reply.classes.length) this.choose(reply.classes[0]);
  }

  classes(names, chosen) {
    const known = names.includes(chosen) || !chosen ? names : [...names, chosen];
    this.known = known;
    const choices = [...known.map((one) => [one, one]), [NEW, "A new class …"]];
    const picker = select(choices, chosen || NEW, (value) => (value === NEW ? this.fresh() : this.choose(value)));
    this.typed = input("text", { maxlength: 60, hidden: Boolean(chosen), "aria-label": "What the new class is called", placeholder: "Such as 7B" });
    this.typed.addEventListener("change", () => this.hasClass());
    this.chooser.replaceChildren(field("Class", picker), this.typed);
  }

  fresh() {
    this.name = "";
    this.typed.hidden = false;
    this.typed.focus();
  }

  // Whether a class is chosen, or a new one has a name; says so where not.
  async hasClass() {
    if (this.name) return true;
    const name = this.typed.value.trim();
    if (!name) {
      this.warn("Say first what the class is called.", this.typed);
      return false;
    }
    return this.choose(name);
  }

  async choose(name) {
    const reply = await this.ask("show", { class: name });
    if (!reply) return false;
    this.classes(this.known, reply.class);
    this.state(reply);
    return true;
  }

  state(reply) {
    this.name = reply.class;
    for (const [name] of STEPS.slice(1)) this.steps[name].show(reply);
  }

  turn(name) {
    super.turn(name);
    this.chooser.hidden = name === "hand_out";
    this.where.hidden = !this.chooser.hidden;
  }

  // A change of the teacher's own acts at once: the class is graded again.
  async change(more) {
    const reply = await this.work("change", more, "Grading again.");
    if (!reply) return;
    this.steps.grade.graded(reply);
    this.say("Changed, and graded again. What is different stands below.");
  }

  async download(path, ofClass = false) {
    const reply = await this.ask("fetch", ofClass ? { path } : { path, class: "" });
    if (reply) save(reply.data, reply.name);
  }

  // What was made: the class code large, what there is to know, and what to do with each file.
  whatWasMade({ code, lines, files }) {
    const large = code ? [make("p", { class: "news-code" }, make("small", {}, "Class code"), make("b", {}, code))] : [];
    const acts = files.map(([path, words], place) => {
      const act = words.startsWith("Open") ? () => this.open(path) : () => this.download(path);
      return button(words, act, place ? {} : { class: "news-main" });
    });
    return [make("h4", {}, "It is made"), ...large, list(lines), make("p", {}, ...acts)];
  }

  // A page of the kit's own in a window of its own, from which it can be printed.
  async open(path) {
    const reply = await this.ask("fetch", { path, class: "" });
    if (reply) openedApart(reply.data);
  }
}
TeachersDesk.prototype.KEPT = "All that was collected and graded is still there.";

export default talkAt(".news-desk-place", TeachersDesk);
