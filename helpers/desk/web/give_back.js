// Return: what goes back to students and platforms, and the page to discuss.

class GiveBack {
  constructor(desk) {
    this.desk = desk;
    this.files = make("div", {});
    this.said = make("div", { role: "status" });
    this.make = make("p", {}, button("Make what goes back", () => this.go(), { class: "news-main" }), " All feedback pages as one ZIP, and the gradebook for Excel.");
    this.node = make("div", {}, this.make, this.said, this.files);
  }

  async go() {
    const reply = await this.desk.work("give back", {}, "Making the ZIP.");
    if (!reply) return;
    this.desk.state(reply);
    this.said.replaceChildren(list(reply.said));
  }

  show({ files, is_graded: isGraded }) {
    this.said.replaceChildren();
    this.make.hidden = !isGraded;
    if (!isGraded) return this.files.replaceChildren(make("p", { class: "news-hint" }, "This class is not graded yet."));
    const rows = Object.entries(files).map(([name, words]) =>
      make("li", {}, button("Download", () => this.desk.download(name, true), { "aria-label": `Download ${name}` }), ` ${words} `, make("small", {}, name)));
    const whole = make("p", {}, button("Take the class along", () => this.desk.download("", true)), " All that there is of it, as a ZIP. Unpacked in the folder of a kit, it is at the desk there.");
    this.files.replaceChildren(make("ul", { class: "news-files" }, ...rows), whole);
  }
}

// Marking has a form of its own, which is put here.
class Mark {
  constructor(desk) {
    this.desk = desk;
    this.words = make("p", { role: "status" });
    this.place = make("div", {});
    this.node = make("div", {}, this.words, make("p", {}, button("Mark the written answers", () => this.open(), { class: "news-main" })), this.place);
  }

  async open() {
    const reply = await this.desk.ask("mark");
    if (reply) this.place.replaceChildren(make("div", { class: `news-marking news-of-${reply.place}` }, make("p", {}, "One moment.")));
  }

  show({ to_mark: count, is_graded: isGraded }) {
    this.place.replaceChildren();
    this.words.textContent = !isGraded
      ? "Grade the class first."
      : count ? `${count} written answers wait for your marks. You see no names.` : "No written answer waits for your marks.";
  }
}

class Discuss {
  constructor(desk) {
    this.desk = desk;
    this.made = make("div", { role: "status" });
    this.place = make("div", {});
    this.node = make("div", {},
      make("p", {}, "The page names nobody, so you may show it."),
      make("p", {}, button("Show the class page", () => this.open(), { class: "news-main" }), button("In a window of its own", () => this.apart()), button("Make slides for a projector", () => this.slides())),
      this.made, this.place,
    );
  }

  async open() {
    const reply = await this.desk.ask("page", { page: "" });
    if (reply) this.place.replaceChildren(framed(reply.html, "What the class misread"));
  }

  async apart() {
    const reply = await this.desk.ask("page", { page: "" });
    if (reply) openedApart(reply.html);
  }

  async slides() {
    const made = await this.desk.work("slides", {}, "Making the slides.");
    if (made) this.made.replaceChildren(...this.desk.whatWasMade(made));
  }

  show() {
    this.place.replaceChildren();
    this.made.replaceChildren();
  }
}
