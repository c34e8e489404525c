// What opens where it is read: by hover, focus or tap, on a paragraph's number or a hard word.

const REST_OF_POINTER = 300; // milliseconds on a sign before it opens
const WAY_THERE = 250; // milliseconds in which the pointer may reach what has opened

class Popover {
  constructor() {
    this.box = make("div", { class: "news-paragraph", role: "tooltip", id: fresh("popover"), popover: "manual" });
    this.box.addEventListener("pointerenter", () => clearTimeout(this.timer));
    this.box.addEventListener("pointerleave", () => this.leave());
    this.escape = (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // the form is left by the next one
      event.preventDefault();
      this.hide();
    };
    this.moved = (event) => event.target !== this.box && this.place();
  }

  // A button that shows what `content` makes, an array of nodes.
  sign(words, name, content) {
    const sign = make("button", {
      type: "button", class: name,
      onpointerenter: (event) => event.pointerType === "mouse" && this.rest(sign, content),
      onpointerleave: () => this.leave(),
      onfocus: () => this.show(sign, content),
      onblur: () => this.hide(),
      onclick: (event) => {
        event.preventDefault(); // in a label, it would tick
        this.show(sign, content);
      },
    }, words);
    return sign;
  }

  rest(sign, content) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(sign, content), REST_OF_POINTER);
  }

  show(sign, content) {
    clearTimeout(this.timer);
    if (!sign.isConnected) return;
    this.hide();
    this.of = sign;
    this.box.replaceChildren(...content());
    document.body.append(this.box);
    this.box.showPopover?.();
    sign.setAttribute("aria-describedby", this.box.id);
    document.addEventListener("keydown", this.escape, true);
    document.addEventListener("scroll", this.moved, { capture: true, passive: true });
    this.place(); // which hides it where its sign is out of sight
  }

  leave() {
    clearTimeout(this.timer);
    if (this.of === document.activeElement) return;
    this.timer = setTimeout(() => this.hide(), WAY_THERE);
  }

  hide() {
    clearTimeout(this.timer);
    this.of?.removeAttribute("aria-describedby");
    this.of = null;
    this.box.remove();
    document.removeEventListener("keydown", this.escape, true);
    document.removeEventListener("scroll", this.moved, { capture: true });
  }

  // Under its sign, or above it where there is more room.
  place() {
    const at = this.of.getBoundingClientRect();
    if (!at.width || at.bottom < 0 || at.top > innerHeight) return this.hide();
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const isUnder = at.bottom + height + 8 < innerHeight || at.top < innerHeight - at.bottom;
    this.box.style.left = `${Math.max(8, Math.min(at.left - 12, innerWidth - width - 8))}px`;
    this.box.style.top = `${Math.max(8, isUnder ? at.bottom + 4 : at.top - height - 4)}px`;
  }
}
