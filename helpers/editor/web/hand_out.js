// The last step: a pack for a class, and the notebooks of the lesson.

class HandOutStep {
  constructor(editor) {
    this.editor = editor;
    this.name = input("text", { maxlength: 60 });
    this.made = make("div", {});
    this.node = make("div", {},
      make("p", {}, "Students get a ZIP file with the notebooks of this lesson. You get the notebooks, too, with a desk for this lesson: there you can make a link, paper or slides instead, and collect and grade."),
      field("For which class is it?", this.name, "Such as 7B."),
      make("p", {}, button("Make the pack", () => this.make(), { class: "news-main" })), this.made);
  }

  async make() {
    if (!this.name.value.trim()) return this.editor.warn("Say for which class it is.", this.name);
    const reply = await this.editor.work("hand out", { name: this.name.value }, "Packing.");
    if (!reply) return;
    this.made.replaceChildren(make("h3", {}, "It is made"), list(reply.lines), text("p", `Your notebooks of this lesson are in ${reply.notebooks}. Begin with teacher/desk.ipynb there.`),
      make("p", {}, button("Download the file", () => save(reply.data, reply.file), { class: "news-main" })));
    this.editor.say("The pack is made.");
  }
}
