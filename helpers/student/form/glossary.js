// The hard words of the article open where it is read, in plain words.

class Glossary {
  constructor(meanings, popover) {
    this.popover = popover;
    this.meanings = new Map(Object.entries(meanings).map(([word, meaning]) => [word.toLowerCase(), meaning]));
    const longestFirst = [...this.meanings.keys()].sort((one, other) => other.length - one.length);
    const words = longestFirst.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    this.pattern = words.length ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu") : null;
  }

  // The hard words of a text, each once, as they first stand in it.
  within(text) {
    const found = new Map();
    for (const [word] of this.pattern ? text.matchAll(this.pattern) : []) {
      if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), word);
    }
    return [...found.values()];
  }

  meaning(word) {
    return [make("b", {}, word), `: ${this.meanings.get(word.toLowerCase())}`];
  }

  // Each hard word of an article under `root`, or around it. Its text stays as it is.
  link(root) {
    if (!this.pattern) return;
    const articles = root.closest(ARTICLE) ? [root] : root.querySelectorAll(ARTICLE);
    for (const article of articles) {
      for (const text of textsIn(article, this.pattern)) {
        const words = text.data.match(this.pattern);
        const between = text.data.split(this.pattern);
        const signs = words.map((word) => this.popover.sign(word, "news-word", () => this.meaning(word)));
        text.replaceWith(...between.flatMap((before, at) => (signs[at] ? [before, signs[at]] : [before])));
      }
    }
  }
}
