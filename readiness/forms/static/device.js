// What only the single file has: delete from this device, load an answer file.
import { el } from "./dom.js";

export function devicePart(form) {
  const ask = () => {
    const gone = async () => {
      await form.host.forget();
      dialog.close();
      dialog.remove();
      form.drafts = {};
      form.state = (await form.host.load()).state;
      form.go({ name: "profile" });
    };
    const dialog = el(
      "dialog",
      { class: "rf-dialog", "aria-labelledby": "rf-forget" },
      el("h2", { id: "rf-forget" }, form.t("forget.title")),
      el("p", {}, form.t("forget.text")),
      el(
        "div",
        { class: "rf-actions" },
        form.button(
          "forget.no",
          () => {
            dialog.close();
            dialog.remove();
          },
          "rf-primary",
        ),
        form.button("forget.yes", gone),
      ),
    );
    form.root.append(dialog);
    dialog.showModal();
  };
  return el(
    "div",
    { class: "rf-device" },
    el("p", { class: "rf-small" }, form.t("forget.where")),
    el(
      "div",
      { class: "rf-tools" },
      form.host.importFile ? loadPart(form) : null,
      form.button("forget.go", ask, "rf-quiet"),
    ),
  );
}

function loadPart(form) {
  const read = async (event) => {
    const reply = await form.host.importFile(await event.target.files[0].text(), form.state.revision);
    if (reply.error) return form.fail(form.pick(reply.error.sentence));
    form.state = reply.state;
    form.drafts = {};
    form.go(form.nextOpen());
  };
  return el(
    "label",
    { class: "rf-button rf-file" },
    form.t("load.label"),
    el("input", { type: "file", accept: ".json", "data-k": "load", onchange: read }),
  );
}
