// A control shows where its stand-in is. So no saved notebook holds a view whose model is gone.

export default {
  initialize({ model }) {
    const made = model.get("made");
    const show = async () => {
      for (const host of document.querySelectorAll(`.news-control.${model.get("name")}`)) {
        if (Number(host.dataset.made ?? 0) >= made) continue; // a newer run of the cell has it
        host.dataset.made = made;
        const control = await model.widget_manager.get_model(model.get("control"));
        const view = await model.widget_manager.create_view(control);
        if (Number(host.dataset.made) === made) host.replaceChildren(view.el);
      }
    };
    const watch = new MutationObserver(show);
    watch.observe(document.body, { childList: true, subtree: true });
    show();
    return () => watch.disconnect();
  },
};
