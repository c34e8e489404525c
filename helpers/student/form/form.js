// The one form for all kinds of exercise. It holds no rule of marking: it asks, saves and shows.
//
// There is no widget view. A cell puts the bare question on the page, as HTML that shows anywhere;
// this module finds such questions and makes them live. So a saved notebook never shows a dead
// widget, and a form that is run again is built anew from what is saved.

const LIVE = ".news-exercise, .news-panel";
const PAUSE = 350; // milliseconds without a key before a draft is saved
const REST = 1000; // milliseconds after the last saved answer before the panels follow
const UNSAID = "The article does not say";
const STATES = ["right", "partly", "wrong", "missing", "unreadable", "counted"].map((one) => `news-${one}`);

const clock = (time) => new Date(time).toLocaleTimeString();
const isUnsaid = (answer) => Boolean(answer && answer.not_said);

function downloadLink(words, file, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  return make("a", { href: url, download: file, class: "news-link" }, words);
}

// ---- a live exercise -------------------------------------------------------------------------

class Exercise {
  constructor(channel, host, form) {
    Object.assign(this, { channel, host, form, timer: 0, waiting: 0, owed: 0, me: fresh("form") });
    this.draft = `news-unsaved ${channel.lesson} ${form.id}`;
    // What has just been saved, from another form of this exercise, is not left to be saved.
    if (same(unsaved.find(this.draft), form.answer)) unsaved.forget(this.draft);
    const left = form.from_code ? undefined : unsaved.find(this.draft);
    const answer = left === undefined ? form.answer : left;
    const prose = (text, evidence) => channel.paragraphs.nodes(text, evidence);
    this.part = KINDS[form.kind]({ ...form, prose }, isUnsaid(answer) ? null : answer, () => {
      if (this.unsaid) this.unsaid.checked = false;
      this.changed();
    });
    this.prose = prose;
    this.verdicts = new Verdicts(this.part.rows ?? (() => []), prose);
    const marks = form.marks_tell ? "" : ` · ${form.marks} mark${form.marks === 1 ? "" : "s"}`;
    const about = `${form.minutes} min${marks}${form.extra ? ", for the quick" : ""}`;
    const legend = make("legend", {}, make("strong", {}, form.title), make("small", {}, ` ${about}`));
    const question = make("p", { class: "news-question", id: fresh("question") }, ...prose(form.question));
    this.field = make("fieldset", { "aria-describedby": question.id }, legend, question, ...this.part.nodes);
    if (form.not_said) this.field.append(this.unsaidBox(isUnsaid(answer)));
    this.feedback = make("div", { class: "news-feedback", role: "status", "aria-atomic": "true" });
    this.alarm = make("p", { class: "news-alarm", role: "alert" });
    this.saved = make("small", { class: "news-saved" });
    this.button = button("Check", () => this.send("check"), { class: "news-check" });
    const foot = make("p", { class: "news-foot" }, ...(form.from_code ? [] : [this.button]), this.saved);
    this.bar = make("p", { class: "news-bar" });
    this.field.append(foot, this.bar, this.alarm, this.feedback);
    host.replaceChildren(this.field);
    this.field.addEventListener("focusout", () => this.flush());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.show(form);
    if (left !== undefined) this.send("keep");
  }

  // There is one answer at a time: the tick takes the other one away, and brings it back.
  unsaidBox(checked) {
    const ticked = () => {
      if (this.unsaid.checked) this.before = this.part.read();
      this.part.write(this.unsaid.checked ? null : (this.before ?? null));
      this.changed();
    };
    this.unsaid = make("input", { type: "checkbox", id: fresh("unsaid"), onchange: ticked });
    this.unsaid.checked = checked;
    return make("div", { class: "news-option" }, this.unsaid, make("label", { for: this.unsaid.id }, UNSAID));
  }

  get answer() {
    return this.unsaid?.checked ? { not_said: true } : this.part.read();
  }

  changed() {
    this.unsent = true;
    unsaved.keep(this.draft, this.answer);
    this.grow();
    this.saved.textContent = "Not saved yet";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  // What was said stays to be read while the answer is mended; of its parts, where it still holds.
  grow() {
    this.verdicts.place();
    this.field.classList.remove(...STATES);
    if (!this.feedback.childNodes.length || this.feedback.classList.contains("news-old")) return;
    this.feedback.classList.add("news-old");
    this.feedback.prepend(make("p", { class: "news-hint" }, "You have changed your answer since this was said. Check it again."));
  }

  key(event) {
    if (passOn(event, this.host)) return;
    if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && !event.shiftKey && event.target.tagName === "INPUT" && !this.form.from_code) this.send("check");
    else if (!leaveBy(event, this.host)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  flush() {
    if (this.unsent) this.send("keep");
  }

  send(what) {
    clearTimeout(this.timer);
    this.unsent = false;
    this.owed += 1;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.silent(), PATIENCE);
    this.channel.send({ do: what, exercise: this.form.id, answer: this.answer, from: this.me });
  }

  get pending() {
    return this.owed > 0;
  }

  silent() {
    this.saved.textContent = "Not saved";
    this.alarm.textContent =
      "The notebook does not reply, so your answer is not saved. It may still be busy. If it is not: " +
      "choose Run, then Run All Cells. What stands here is taken over.";
  }

  // Show what is saved. `from` is the form that saved it: of one in another tab the answer is taken
  // over, unless something is on its way from here, which is newer.
  show(form, from = "") {
    if (from === this.me) this.owed = Math.max(0, this.owed - 1);
    else if (this.unsent || this.pending) return;
    const isNew = "answer" in form && !same(form.answer, this.form.answer) && !same(form.answer, this.answer);
    this.form = { ...this.form, ...form };
    if (from !== this.me && isNew) return this.channel.renew(this.host, this.form);
    if (!this.pending) clearTimeout(this.waiting);
    this.alarm.textContent = form.trouble || form.unsure || "";
    // Only what is saved: a form of an older channel may hear of an older answer.
    if (!form.trouble && same(form.answer, unsaved.find(this.draft))) unsaved.forget(this.draft);
    if (form.trouble) this.saved.textContent = "Not saved";
    else if (form.time && !this.unsent) this.saved.textContent = `Saved ${clock(form.time)}`;
    if (form.feedback && !this.unsent) this.tell(form.feedback, form.attempts);
    else if (!form.feedback && form.drafted) this.grow();
    this.bar.replaceChildren(...bar(this.channel.forms));
  }

  tell(feedback, attempts) {
    const quoted = feedback.evidence.map(([, quote]) => quote);
    const message = feedback.parts ? feedback.summary : feedback.message;
    const lines = message.split("\n").filter(Boolean).map((line) => make("p", {}, ...this.prose(line, quoted)));
    const head = make("p", { class: "news-marks" });
    if (feedback.word) head.append(make("strong", { class: `news-told news-${feedback.state}` }, feedback.word), " ");
    head.append(make("strong", {}, feedback.head));
    if (attempts > 1) head.append(make("small", {}, ` Attempt ${attempts}`));
    const quotes = feedback.evidence.map(([at, quote]) =>
      make("blockquote", {}, make("small", {}, ...this.where(at, quote), ": "), make("q", {}, quote)),
    );
    const others = this.verdicts.tell(feedback.parts ?? [], quoted);
    const many = feedback.parts && quotes.length > OPEN;
    const words = many ? [make("details", {}, make("summary", {}, "The words in the article that settle it"), ...quotes)] : quotes;
    this.field.classList.remove(...STATES);
    this.field.classList.add(`news-${feedback.state}`);
    this.feedback.className = "news-feedback";
    this.feedback.replaceChildren(head, ...lines, ...others, ...words);
  }

  where(at, quote) {
    const [, number] = /^Paragraph (\d+)$/.exec(at) ?? [];
    return [this.channel.paragraphs.sign(number, at, [quote]) ?? at];
  }
}

// Ctrl+S and Ctrl+P are the notebook's own in a form, too: the browser would take them for its page.
function passOn(event, host) {
  const cell = host.closest(".jp-Cell");
  if (!cell || event.altKey || !(event.ctrlKey || event.metaKey) || !/^[sp]$/i.test(event.key)) return false;
  event.preventDefault();
  event.stopPropagation();
  cell.dispatchEvent(new KeyboardEvent(event.type, event));
  return true;
}

// Escape leaves a form to its cell, where the notebook's own keys hold; Shift+Enter goes on.
function leaveBy(event, host) {
  const cell = host.closest(".jp-Cell");
  const next = cell?.nextElementSibling?.closest(".jp-Cell") ?? cell;
  const there = { Escape: cell, Enter: event.shiftKey ? next : null }[event.key];
  there?.focus();
  return Boolean(there);
}

// ---- panels: progress, saved work, the class code, the report, handing in ----------------------------

// What of a panel follows the saved answers by itself. All else in it stays as it is.
const FOLLOWS = {
  progress: (data) => [tableOf(data.caption, data.head, data.rows)],
  saved: (data, panel) => [
    make("p", {}, data.line),
    ...(data.copies ?? []).map(([name, words]) =>
      make("p", { class: "news-alarm" }, `${words} `, button(`Add what ${name} holds`, () => panel.ask({ merge: name }))),
    ),
    ...data.notes.map((note) => make("p", { class: "news-alarm" }, note)),
  ],
  "hand-in": (data) => [make("p", {}, data.line)],
};

function progress(panel, data) {
  const again = button("Look again", () => panel.ask({}));
  panel.body(panel.follow(data), make("p", {}, again));
}

function savedWork(panel, data) {
  const file = make("input", { type: "file", id: fresh("file"), accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (file.files[0]) panel.ask({ restore: await file.files[0].text() });
  });
  const get = button("Download my answers", () => panel.ask({ download: true }));
  const nodes = [panel.follow(data), make("p", {}, get)];
  if (data.text !== undefined) nodes.push(make("p", {}, downloadLink(`Save ${data.file}`, data.file, data.text, "application/json")));
  nodes.push(make("div", { class: "news-line" }, make("label", { for: file.id }, "Restore from a file"), file));
  panel.body(...nodes);
  if (data.text !== undefined) panel.host.querySelector("a").click();
}

function classCode(panel, data) {
  const nodes = data.line ? [make("p", {}, data.line)] : [];
  if (data.sealed) {
    const input = make("input", { type: "text", id: fresh("code"), autocomplete: "off", spellcheck: "false" });
    const open = () => {
      panel.say("One moment.");
      panel.ask({ code: input.value });
    };
    nodes.push(
      make("div", { class: "news-line" }, make("label", { for: input.id }, "Class code"), input),
      make("p", {}, button("Open", open)),
    );
  }
  panel.body(...nodes);
}

function report(panel, data) {
  const lines = [["headline", "A headline of your own"], ["name", "Your name, as it should stand on the page"]];
  const inputs = lines.map(([name, words]) => {
    const input = make("input", { type: "text", id: fresh(name), autocomplete: name === "name" ? "name" : "off", maxlength: 80 });
    input.value = data[name] ?? "";
    return [name, words, input];
  });
  const typed = () => Object.fromEntries(inputs.map(([name, , input]) => [name, input.value]));
  const nodes = [make("p", {}, data.line)];
  for (const [, words, input] of inputs) {
    nodes.push(make("div", { class: "news-line" }, make("label", { for: input.id }, words), input));
  }
  for (const title of data.own_work) {
    const out = button("Take it out", () => panel.ask({ take_out: title, ...typed() }));
    nodes.push(make("p", {}, `On a second page: ${title} `, out));
  }
  nodes.push(make("p", {}, button("Make my report", () => panel.ask({ make: true, ...typed() }))));
  if (data.page) {
    const look = downloadLink("Open the page", "", data.page, "text/html");
    look.removeAttribute("download");
    look.target = "_blank";
    nodes.push(make("p", {}, look, " or ", downloadLink(`save ${data.file}`, data.file, data.page, "text/html")));
  }
  panel.body(...nodes);
}

function handIn(panel, data) {
  const input = make("input", { type: "text", id: fresh("name"), autocomplete: "name", maxlength: 80 });
  input.value = data.name ?? "";
  const send = () => panel.ask({ hand_in: true, name: input.value });
  const nodes = data.about ? [make("p", {}, make("strong", {}, data.about))] : [];
  nodes.push(
    panel.follow(data),
    make("div", { class: "news-line" }, make("label", { for: input.id }, "Your name or student number"), input),
    make("p", {}, button("Hand in", send)),
  );
  panel.body(...nodes);
  if (data.text === undefined) return;
  const link = downloadLink(`Download ${data.file}`, data.file, data.text, "application/json");
  panel.status.after(make("p", {}, link));
}

const PANELS = { progress, saved: savedWork, code: classCode, report, "hand-in": handIn };

class Panel {
  constructor(channel, host) {
    Object.assign(this, { channel, host, name: host.dataset.panel });
    this.status = make("p", { role: "status", class: "news-status" });
    this.follows = make("div");
    host.onkeydown = (event) => {
      if (passOn(event, host) || leaveBy(event, host)) event.preventDefault();
    };
    this.ask({});
  }

  ask(more) {
    this.channel.send({ do: "panel", panel: this.name, ...more });
  }

  follow(data) {
    this.follows.replaceChildren(...FOLLOWS[this.name](data, this));
    return this.follows;
  }

  say(words) {
    this.status.textContent = words;
  }

  body(...nodes) {
    const held = document.activeElement?.closest?.("[data-panel]") === this.host && document.activeElement.textContent;
    this.host.replaceChildren(make("div", { class: "news-box" }, ...nodes, this.status));
    if (held) [...this.host.querySelectorAll("button")].find((one) => one.textContent === held)?.focus();
  }

  show(data) {
    if (data.quiet) return this.follow(data);
    PANELS[this.name](this, data);
    this.say(data.status ?? "");
  }
}

// ---- one channel a notebook ---------------------------------------------------------------------

class Forms extends Channel {
  constructor(model) {
    super(model);
    this.notebook = model.get("notebook");
    this.lesson = model.get("lesson");
    this.forms = model.get("forms") ?? {};
    const popover = new Popover();
    const glossary = new Glossary(model.get("glossary") ?? {}, popover);
    this.paragraphs = new Paragraphs(model.get("paragraphs") ?? {}, glossary, popover);
    this.reading = new Reading(model.get("language") ?? "", popover);
    this.links = [this.reading, this.paragraphs, glossary];
    this.prose = new Map(); // by notebook on the page
    // Answers of another notebook count too: a panel looks again when it comes into sight.
    this.seen = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && this.rest());
    this.scan();
  }

  // Let the panels follow, once nothing has been saved or seen for a while.
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.follow(), REST);
  }

  follow() {
    // Feedback comes first: what is on its way, or is being typed, ends with a reply and so here again.
    if ([...this.live.values()].some((one) => one.pending || one.unsent)) return;
    // Where locks do nothing, another program may have overwritten the last answer since.
    if (this.last) this.send({ do: "look", exercise: this.last });
    this.each((one) => one.name in FOLLOWS && one.ask({ quiet: true }));
  }

  scan() {
    for (const host of document.querySelectorAll(LIVE)) {
      if (host.newsOwner === this && !this.live.has(host)) this.comeBack(host);
      if (host.newsOwner && host.newsOwner.opened >= this.opened) continue; // a newer kernel has it
      // What a place is for stands in its classes: JupyterLab leaves these alone.
      const named = (start) => [...host.classList].find((one) => one.startsWith(start))?.slice(start.length);
      if (named("news-of-") !== this.notebook) continue;
      const isPanel = host.classList.contains("news-panel");
      const form = this.forms[named("news-is-")];
      if (isPanel ? !(named("news-is-") in PANELS) : !form) continue;
      host.dataset[isPanel ? "panel" : "exercise"] = named("news-is-");
      host.newsOwner = this;
      host.newsLive = isPanel ? new Panel(this, host) : new Exercise(this, host, form);
      this.live.set(host, host.newsLive);
      this.open(host.closest(".jp-Notebook"));
      if (isPanel) this.seen.observe(host);
    }
    for (const host of this.live.keys()) if (!host.isConnected && !host.newsLive.pending) this.live.delete(host);
  }

  open(notebook) {
    if (!notebook || this.prose.has(notebook)) return;
    this.prose.set(notebook, new Prose(notebook, this.links));
    this.reading.open(notebook);
  }

  renew(host, form) {
    this.live.set(host, (host.newsLive = new Exercise(this, host, form)));
  }

  // A notebook may take what is scrolled away out of the page, and put it back.
  comeBack(host) {
    this.live.set(host, host.newsLive);
    if (host.newsLive.form) host.newsLive.show(this.forms[host.newsLive.form.id]);
  }

  build(forms) {
    this.forms = forms;
    this.rest();
    for (const [host, one] of this.live) {
      if (one.form && forms[one.form.id]) this.renew(host, forms[one.form.id]);
    }
  }

  hear(message) {
    if (message.form) {
      const form = (this.forms[message.form.id] = { ...this.forms[message.form.id], ...message.form });
      // Of all the others, the bar alone follows.
      this.each((one) => one.form && (one.form.id === form.id ? one.show(form, message.from) : one.bar.replaceChildren(...bar(this.forms))));
      this.last = form.id;
      this.rest();
    }
    if (message.panel) this.each((one) => one.name === message.panel && one.show(message));
    if (message.anew) this.build(message.anew);
    if (message.forms) Object.values(message.forms).forEach((form) => this.hear({ form }));
  }

  close() {
    super.close();
    this.seen.disconnect();
    for (const one of [this.reading, ...this.prose.values()]) one.close();
    clearTimeout(this.resting);
  }
}

export default {
  initialize({ model }) {
    const channel = new Forms(model);
    return () => channel.close();
  },
};
