// Blind marking: one answer at a time, one key a level. No name is on the page, or sent to it,
// until the teacher asks for the names or all answers are marked.
//
// As in form.js there is no widget view: the cell puts a stand-in on the page, as HTML that shows
// anywhere, and this module makes it live.

const clock = (time) => new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const keycap = (key) => make("kbd", { "aria-hidden": "true" }, key);
const KEYS =
  "With the answer chosen, by a click or with Tab, one key marks it: P, E, B or N, or the marks 3, 2, 1, 0. " +
  "K and J, or the arrows, go back and forth. C goes to the comment and Esc leaves it. Alt with a number takes " +
  "a comment from the list. To change a mark, go back and mark again.";

// A text of a student's or teacher's: never HTML, and it keeps its direction to itself.
const words = (tag, text, more = {}) => make(tag, { class: "news-text", dir: "auto", ...more }, text);

function pane(name, text) {
  return make("div", { class: "news-pane", tabindex: 0, role: "region", "aria-label": name }, words("div", text));
}

const draftOf = (view) => `news-comment ${view.answer}`;

// Keys by what they type; where that is no Latin letter, by where they lie on the keyboard.
function keyOf(event) {
  if (event.key.length > 1 || event.key < "\x7f") return event.key.toLowerCase();
  return event.code.replace(/^(Key|Digit)/, "").toLowerCase();
}

// ---- the parts of the form ------------------------------------------------------------------

function aside(question) {
  const levels = make("dl", {});
  const samples = make("dl", {});
  for (const [level, worth, text, sample] of question.levels) {
    if (text) levels.append(make("dt", {}, `${level} (${worth})`), make("dd", {}, text));
    if (sample) samples.append(make("dt", {}, level), make("dd", {}, sample));
  }
  const nodes = [make("p", { class: "news-question" }, question.question), levels];
  if (samples.childNodes.length) nodes.push(make("details", {}, make("summary", {}, "A sample answer of each level"), samples));
  if (question.found) nodes.push(make("details", {}, make("summary", {}, "What we found"), make("p", {}, question.found)));
  return nodes;
}

function texts(view) {
  if (!view.earlier) return [pane("The answer", view.text)];
  const { level, comment, text } = view.earlier;
  const was = make("p", {}, make("strong", {}, "This answer changed, so it is not yet marked."), ` Before, you gave it: ${level}.`);
  if (comment) was.append(" ", make("q", { dir: "auto" }, comment));
  const column = (name, shown) => make("div", {}, make("p", { class: "news-hint" }, name), shown);
  const both = make("div", { class: "news-both" }, column("As it is now", pane("The answer", view.text)), column("As you marked it", pane("The answer as you marked it", text)));
  return [was, both];
}

function table(names) {
  const whole = tableOf("Who wrote which answer", names.head, names.rows, words);
  return make("div", { class: "news-pane news-names", tabindex: 0, role: "region", "aria-label": "Names" }, whole);
}

// ---- the live form --------------------------------------------------------------------------

class Desk {
  constructor(channel, host) {
    Object.assign(this, { channel, host, view: null, busy: false, timer: 0, named: false });
    this.status = make("p", { role: "status", class: "news-status" }, "One moment.");
    this.alarm = make("p", { role: "alert", class: "news-alarm" });
    this.box = make("div", { class: "news-box", role: "group", "aria-label": "Marking" }, this.status, this.alarm);
    this.box.addEventListener("keydown", (event) => this.press(event));
    this.box.addEventListener("click", (event) => this.click(event));
    host.replaceChildren(this.box);
    this.ask({ do: "open" });
  }

  build(view) {
    this.head = make("p", { class: "news-head" });
    this.texts = make("div", {});
    this.levels = view.question.levels.map(([level, worth]) => this.levelButton(level, worth));
    const levels = make("div", { class: "news-levels", role: "group", "aria-label": "Level" }, ...this.levels);
    this.comment = make("textarea", { id: fresh("comment"), rows: 2, dir: "auto", maxlength: 2000, "aria-keyshortcuts": "C" });
    this.comment.addEventListener("input", () => unsaved.keep(draftOf(this.view), this.comment.value));
    this.comment.addEventListener("blur", () => this.keepComment());
    const label = make("label", { for: this.comment.id }, keycap("C"), " Comment");
    this.bank = make("ol", { class: "news-bank", "aria-label": "Comments given before" });
    this.onward = button("To the next not marked", () => this.go("to mark"));
    this.back = button("Take the mark back", () => this.move({ do: "take back" }));
    const steps = make(
      "p", { class: "news-foot" },
      button("Back", () => this.go("back"), { "aria-keyshortcuts": "K ArrowLeft" }),
      button("Forward", () => this.go("on"), { "aria-keyshortcuts": "J ArrowRight" }),
      this.onward, this.back,
    );
    this.aside = make("div", { class: "news-aside" });
    this.reveal = button("Show the names", () => this.toggleNames(), { "aria-expanded": "false" });
    this.names = make("div", {});
    const work = make("div", { class: "news-work" }, this.texts, levels, this.status, this.alarm, label, this.comment, this.bank, steps);
    const desk = make("div", { class: "news-desk" }, work, this.aside);
    const keys = make("p", { class: "news-hint" }, KEYS);
    this.box.replaceChildren(this.head, desk, keys, make("p", {}, this.reveal), this.names);
  }

  levelButton(level, worth) {
    const key = level[0];
    const act = { type: "button", onclick: () => this.mark(level), "aria-keyshortcuts": `${key} ${worth}` };
    return make("button", act, keycap(key), ` ${level} `, make("small", {}, worth));
  }

  bankButton(line, place) {
    const key = place < 10 ? [keycap(`Alt ${place}`), " "] : [];
    const act = { type: "button", onclick: () => this.add(line), "aria-keyshortcuts": place < 10 && `Alt+${place}` };
    return make("li", {}, make("button", act, ...key, words("span", line)));
  }

  // What the page asks of the kernel, and what comes back.

  ask(message) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.silent(), PATIENCE);
    this.channel.send({ answer: this.view?.answer ?? "", ...message });
  }

  move(message) {
    if (this.busy) return; // nobody has seen yet what comes next
    this.busy = true;
    this.ask(message);
  }

  go(way) {
    this.move({ do: "go", way });
  }

  mark(level) {
    this.move({ do: "mark", level, comment: this.comment.value });
  }

  flush() {
    if (this.view) this.keepComment();
  }

  keepComment() {
    const { level, comment } = this.view.mark;
    if (level && this.comment.value.trim() !== comment) this.ask({ do: "mark", level, comment: this.comment.value, stay: true });
  }

  add(line) {
    const lines = this.comment.value.split("\n").filter(Boolean);
    if (!lines.includes(line)) this.comment.value = [...lines, line].join("\n");
    unsaved.keep(draftOf(this.view), this.comment.value);
    this.status.textContent = `In the comment: ${line}`;
    this.keepComment();
  }

  toggleNames() {
    this.named = !this.named;
    if (this.named) this.ask({ do: "names" });
    else this.showNames(null);
  }

  silent() {
    this.busy = false;
    this.status.textContent = "";
    this.alarm.textContent =
      "The notebook does not reply, so nothing is saved just now. It may still be busy. If it is not: " +
      "choose Run, then Run All Cells. All that was saved is there again.";
  }

  hear(message) {
    clearTimeout(this.timer);
    this.busy = false;
    this.alarm.textContent = message.trouble ?? "";
    if (message.trouble) this.status.textContent = "";
    if (message.text !== undefined) this.show(message);
    if (message.names && this.named) this.showNames(message.names);
  }

  // What is shown.

  show(view) {
    const held = this.box.contains(document.activeElement);
    const before = this.view;
    if (!before) this.build(view);
    if (view.saved && before) unsaved.forget(draftOf(before));
    this.view = view;
    if (!view.all_to_go && (!before || before.all_to_go)) this.named = true;
    if (view.question.id !== before?.question.id) this.aside.replaceChildren(...aside(view.question));
    if (view.answer !== before?.answer) this.turnTo(view);
    this.say(view, before);
    this.levels.forEach((one, place) => one.setAttribute("aria-pressed", view.question.levels[place][0] === view.mark.level));
    this.bank.replaceChildren(...view.comments.map((line, place) => this.bankButton(line, place + 1)));
    this.back.hidden = !view.mark.level;
    this.onward.hidden = !view.mark.level || !view.all_to_go;
    if (this.named) this.channel.send({ do: "names" });
    // What had the focus may be gone, and with it every key.
    if (held && !(this.box.contains(document.activeElement) && document.activeElement.offsetParent)) this.focus();
  }

  turnTo(view) {
    this.texts.replaceChildren(...texts(view));
    const draft = unsaved.find(draftOf(view));
    this.comment.value = draft ?? view.mark.comment;
    if (draft !== undefined) this.keepComment();
  }

  say(view, before) {
    const here = `Answer ${view.number} of ${view.of}, ${view.to_go} to go`;
    const where = ` · question ${view.question_number} of ${view.questions}: ${view.question.title} · ${this.channel.title}`;
    this.head.replaceChildren(make("strong", {}, here), make("small", {}, where));
    const said = [];
    if (view.saved) said.push(`Saved ${clock(view.saved.time)}: ${view.saved.level}.`);
    else if (view.taken_back) said.push("The mark is taken back.");
    else if (view.mark.level) said.push(`Marked ${clock(view.mark.time)}: ${view.mark.level}.`);
    if (!view.all_to_go) said.push(`All answers are marked.${this.named ? " The names are below." : ""}`);
    else if (!before) said.push("Click the answer, then mark it with one key.");
    else if (view.question.id !== before.question.id) said.push(`Another question: ${view.question.title}.`);
    // What stands above is told to those who only hear the page.
    this.status.replaceChildren(said.join(" "), make("span", { class: "news-hidden" }, ` ${here}.`));
    this.alarm.textContent = view.notes.join(" ");
  }

  showNames(names) {
    this.names.replaceChildren(...(names ? [table(names)] : []));
    this.reveal.textContent = names ? "Hide the names" : "Show the names";
    this.reveal.setAttribute("aria-expanded", String(Boolean(names)));
  }

  // Keys and clicks.

  focus() {
    this.texts.querySelector("[aria-label='The answer']")?.focus({ preventScroll: true });
  }

  press(event) {
    const act = this.view && this.actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  actOf(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || this.names.contains(event.target)) return null;
    if (event.altKey) {
      const line = this.view.comments[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1];
      return line && (() => this.add(line));
    }
    if (event.target === this.comment) return event.key === "Escape" && (() => this.focus());
    const key = keyOf(event);
    if (event.shiftKey && key.startsWith("arrow")) return null; // text is being selected
    if (key === "c") return () => this.comment.focus();
    if (key === "k" || key === "arrowleft") return () => this.go("back");
    if (key === "j" || key === "arrowright") return () => this.go("on");
    const level = this.view.question.levels.find(([name, worth]) => [name[0].toLowerCase(), String(worth)].includes(key));
    return level && !event.repeat && (() => this.mark(level[0]));
  }

  click(event) {
    const isControl = event.target.closest("button, textarea, label, summary, [tabindex]");
    if (this.view && !isControl && document.getSelection().isCollapsed) this.focus();
  }
}

// ---- one channel a cell that is run -----------------------------------------------------------

class Marks extends Channel {
  constructor(model) {
    super(model);
    for (const name of ["place", "title", "born"]) this[name] = model.get(name);
    this.scan();
  }

  hear(message) {
    this.each((desk) => desk.hear(message));
  }

  // A place that is scrolled away may leave the page, and come back.
  scan() {
    for (const host of document.querySelectorAll(`.news-marking.news-of-${this.place}`)) {
      if (host.newsOwner && !this.isYounger(host.newsOwner)) continue;
      host.newsOwner?.live.delete(host);
      host.newsOwner = this;
      this.live.set(host, new Desk(this, host));
    }
  }

  // Of two cells that were run; or of one cell in a notebook that was closed and opened again.
  isYounger(other) {
    return this.born === other.born ? this.opened > other.opened : this.born > other.born;
  }
}

export default {
  initialize({ model }) {
    const channel = new Marks(model);
    return () => channel.close();
  },
};
