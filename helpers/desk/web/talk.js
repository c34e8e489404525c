// What a page of forms says to its notebook, and how it shows what comes back.
let asked = 0;

class Talk {
  constructor(channel) {
    Object.assign(this, { channel, waiting: new Map(), runs: false });
    this.status = make("p", { role: "status", class: "news-status" }, "One moment.");
    this.alarm = make("p", { role: "alert", class: "news-alarm" });
    this.bar = make("progress", { "aria-label": "How far it is" });
    this.stop = button("Stop", () => this.channel.send({ do: "stop" }));
    this.far = make("p", {}, this.bar, " ", make("span", {}), " ", this.stop);
    this.far.hidden = true;
  }

  // The page, of steps as [name, words, Step]: a tab for each, what stands above all, and the steps.
  build(label, steps, ...above) {
    this.names = steps.map(([name]) => name);
    this.steps = Object.fromEntries(steps.map(([name, , Step]) => [name, new Step(this)]));
    this.tabs = steps.map(([name, words], place) => button(`${place + 1} ${words}`, () => this.turn(name)));
    this.sections = steps.map(([name, words]) => make("section", { "aria-label": words }, this.steps[name].node));
    return make("div", { class: "news-box", role: "group", "aria-label": label },
      make("nav", { "aria-label": "Steps" }, ...this.tabs), ...above, this.status, this.alarm, this.far, ...this.sections);
  }

  // Show one step, with nothing said yet.
  turn(name) {
    this.say("");
    this.alarm.textContent = "";
    this.show(name);
  }

  show(name) {
    this.step = name;
    for (const [place, step] of this.names.entries()) {
      this.sections[place].hidden = step !== name;
      this.tabs[place].setAttribute("aria-current", step === name ? "step" : "false");
    }
  }

  // What every message says, such as the class it is about.
  about() {
    return {};
  }

  // Whether something long may begin; a subclass asks for what is needed first.
  async mayBegin() {
    return true;
  }

  ask(what, more = {}, pieces = []) {
    const id = (asked += 1);
    if (!this.runs) this.alarm.textContent = "";
    return new Promise((done) => {
      const timer = setTimeout(() => this.silent(), PATIENCE);
      this.waiting.set(id, { done, timer });
      this.channel.send({ do: what, id, ...this.about(), ...more }, pieces);
    });
  }

  // What takes long: it shows how far it is, and may be stopped.
  async work(what, more, words, pieces) {
    if (this.isBusy() || !(await this.mayBegin(what))) return null;
    this.progress({ what: words });
    return this.during(() => this.ask(what, more, pieces));
  }

  // Whether something runs; says so where it does, as only one thing runs at a time.
  isBusy() {
    if (this.runs) this.warn("Something is still running. Wait until it is done, or stop it.");
    return this.runs;
  }

  async during(work) {
    this.alarm.textContent = "";
    this.runs = true;
    const reply = await work();
    this.runs = false;
    this.progress(null);
    if (reply?.stopped) {
      this.say("Stopped. Nothing of it was kept.");
      return null;
    }
    return reply;
  }

  progress(one) {
    this.far.hidden = !one;
    if (!one) return;
    if (one.of) Object.assign(this.bar, { max: one.of, value: one.count });
    else this.bar.removeAttribute("value");
    this.far.querySelector("span").textContent = one.count === undefined ? one.what : `${one.what}: ${one.count}${one.of ? ` of ${one.of}` : ""}`;
  }

  hear(message, pieces) {
    for (const one of this.waiting.values()) clearTimeout(one.timer); // it replies
    if (message.alarm) return this.warn(message.alarm);
    if (message.progress) return this.progress(message.progress);
    const asked = this.waiting.get(message.id);
    if (!asked) return;
    this.waiting.delete(message.id);
    if (message.trouble) {
      this.progress(null);
      this.warn(message.trouble);
    }
    if (pieces?.length) message.data = pieces[0];
    asked.done(message.trouble ? null : message);
  }

  silent() {
    if (!this.far.hidden) return; // long work; it says how far it is
    this.warn(
      "The notebook does not reply. It may still be busy. If it is not: choose Run, then Run All Cells. " +
      this.KEPT,
    );
  }

  say(words) {
    this.status.textContent = words;
  }

  warn(words, control) {
    this.alarm.textContent = words;
    control?.focus();
  }
}
Talk.prototype.KEPT = "What was saved is still there.";

// The channel of a page that is one talk: the youngest has the place on the page, which is that of
// the cell that was run last.
class TalkChannel extends Channel {
  constructor(model, place, Page) {
    super(model);
    Object.assign(this, { place, Page, born: model.get("born") });
    this.scan();
  }

  hear(message, pieces) {
    this.each((talk) => talk.hear(message, pieces));
  }

  scan() {
    for (const host of document.querySelectorAll(this.place)) {
      if (host.newsOwner && host.newsOwner.born >= this.born) continue;
      host.newsOwner?.live.delete(host);
      host.newsOwner = this;
      host.classList.add("news-desk");
      this.live.set(host, new this.Page(this, host));
    }
  }
}

const talkAt = (place, Page) => ({
  initialize({ model }) {
    const channel = new TalkChannel(model, place, Page);
    return () => channel.close();
  },
});
