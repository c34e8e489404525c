// Help for reading, above the article: it is read aloud by the browser's own voice, which needs no
// network, and letters and lines can be made larger in all notebooks.

const ARTICLE = ".news-article";
const SETTINGS = "news-reading"; // kept by the browser
const SIZES = [1, 1.2, 1.45];

function readingSettings() {
  try {
    return { size: 0, wide: false, ...JSON.parse(localStorage.getItem(SETTINGS)) };
  } catch {
    return { size: 0, wide: false };
  }
}

class Reading {
  constructor(language, popover) {
    Object.assign(this, { language, shown: new Set([popover.box]), bars: new Set(), settings: readingSettings() });
    this.changed = (event) => {
      if (event.key !== SETTINGS) return; // in another tab
      this.settings = readingSettings();
      this.apply();
    };
    addEventListener("storage", this.changed);
  }

  open(notebook) {
    this.shown.add(notebook);
    this.apply();
  }

  set(more) {
    Object.assign(this.settings, more);
    try {
      localStorage.setItem(SETTINGS, JSON.stringify(this.settings));
    } catch {} // a browser may forbid it; then it holds until the page is closed
    this.apply();
  }

  apply() {
    for (const { style, classList } of this.shown) {
      style.setProperty("--news-letters", SIZES[this.settings.size] ?? 1);
      classList.toggle("news-larger", this.settings.size > 0);
      classList.toggle("news-wide", this.settings.wide);
    }
    for (const one of this.bars) one.follow(this.settings);
  }

  // A bar above each whole article under `root`.
  link(root) {
    for (const article of root.querySelectorAll(ARTICLE)) {
      if (!article.querySelector("h3") || article.querySelector(".news-reading")) continue;
      const bar = new ReadingBar(this, article);
      this.bars.add(bar);
      bar.follow(this.settings);
    }
    for (const one of this.bars) {
      if (one.article.isConnected) continue;
      one.stop();
      this.bars.delete(one);
    }
  }

  close() {
    removeEventListener("storage", this.changed);
    for (const one of this.bars) one.stop();
  }
}

class ReadingBar {
  constructor(reading, article) {
    Object.assign(this, { reading, article, at: 0 });
    this.aloud = button("Read aloud", () => (this.utterance ? this.stop() : this.start()));
    this.smaller = button("Smaller letters", () => reading.set({ size: reading.settings.size - 1 }));
    this.larger = button("Larger letters", () => reading.set({ size: reading.settings.size + 1 }));
    this.wide = button("Wider spacing", () => reading.set({ wide: !reading.settings.wide }));
    this.status = make("small", { role: "status" });
    const buttons = [this.aloud, this.smaller, this.larger, this.wide, this.status];
    article.prepend(make("div", { class: "news-reading", role: "group", "aria-label": "Help for reading" }, ...buttons));
  }

  follow({ size, wide }) {
    this.smaller.disabled = size <= 0;
    this.larger.disabled = size >= SIZES.length - 1;
    this.wide.setAttribute("aria-pressed", String(wide));
  }

  get voice() {
    const [wanted] = this.reading.language.toLowerCase().split("-");
    const speaks = (voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted;
    return globalThis.speechSynthesis?.getVoices().find(speaks);
  }

  // From the beginning, or from the paragraph in which it was stopped.
  start() {
    const { voice } = this;
    if (!voice) {
      this.status.textContent = "This browser has no voice of its own for the language of the article.";
      return;
    }
    speechSynthesis.cancel(); // another article, or another notebook, may be reading
    this.status.textContent = "";
    this.aloud.textContent = "Stop reading";
    this.parts = [...this.article.querySelectorAll("h3, p")];
    this.say(voice);
  }

  say(voice) {
    const part = this.parts[this.at];
    if (!part) {
      this.at = 0;
      this.stop();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(part.textContent.replace(/^\s*¶?\w+\u2002/, ""));
    Object.assign(utterance, { voice, lang: voice.lang });
    const next = () => {
      if (this.utterance !== utterance) return; // it was stopped
      part.classList.remove("news-read");
      this.at += 1;
      this.say(voice);
    };
    utterance.onend = next;
    utterance.onerror = () => this.utterance === utterance && this.stop();
    this.utterance = utterance; // a browser forgets what nothing holds, and never ends it
    part.classList.add("news-read");
    part.scrollIntoView({ block: "nearest" });
    speechSynthesis.speak(utterance);
  }

  stop() {
    if (this.utterance) speechSynthesis.cancel();
    this.utterance = null;
    this.parts?.[this.at]?.classList.remove("news-read");
    this.aloud.textContent = "Read aloud";
  }
}
