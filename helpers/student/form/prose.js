// What a notebook shows is given its signs, now and later: of a change only what it added is looked at.

const IN_NOTEBOOK = ".jp-RenderedHTMLCommon";
const LEFT_ALONE = "a, button, summary, select, textarea, pre, code, svg, script, style, .news-exercise, .news-panel";

// The texts under a node that have something to be opened in them.
function textsIn(root, pattern) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { currentNode: text } = walker;
    if (text.data.search(pattern) >= 0 && !text.parentElement.closest(LEFT_ALONE)) found.push(text);
  }
  return found;
}

class Prose {
  // `links` are what gives signs: each has a link(root).
  constructor(root, links) {
    Object.assign(this, { root, links, added: new Set() });
    this.watch = new MutationObserver((changes) => this.note(changes));
    this.watch.observe(root, { childList: true, subtree: true });
    this.added.add(root);
    this.later();
  }

  note(changes) {
    for (const { target, addedNodes } of changes) {
      if (!addedNodes.length || target.closest?.(".cm-editor, .news-exercise, .news-panel")) continue;
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) this.added.add(node);
    }
    if (this.added.size) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.link(), 150);
  }

  link() {
    const added = [...this.added].filter((one) => one.isConnected);
    this.added.clear();
    for (const one of added) {
      const parts = one.closest(IN_NOTEBOOK) ? [one] : one.querySelectorAll(IN_NOTEBOOK);
      for (const part of parts) for (const link of this.links) link.link(part);
    }
  }

  close() {
    clearTimeout(this.timer);
    this.watch.disconnect();
  }
}
