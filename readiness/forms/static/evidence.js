// Files that answer questions: what was understood is shown before anything is used.
import { el, foreign } from "./dom.js";

export function evidencePart(form) {
  if (!form.host.evidence) return null;
  const status = el("div", { class: "rf-evidence-found", role: "status" });
  const add = async (file, options = {}) => {
    if (!file) return;
    status.replaceChildren(el("p", {}, form.t("evidence.reading"), " ", foreign(file.name, 120)));
    try {
      status.replaceChildren(...found(form, file, await form.host.evidence.add(file, options), add));
    } catch {
      status.replaceChildren(el("p", { class: "rf-fault" }, form.t("save.failed")));
    }
  };
  const stop = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const zone = el(
    "div",
    {
      class: "rf-drop",
      ondragover: stop,
      ondrop: (event) => {
        stop(event);
        add(event.dataTransfer.files[0]);
      },
    },
    el(
      "label",
      { class: "rf-button rf-file" },
      form.t("evidence.label"),
      el("input", { type: "file", "data-k": "evidence", onchange: (event) => add(event.target.files[0]) }),
    ),
  );
  return el(
    "section",
    { class: "rf-evidence", "aria-labelledby": "rf-evidence-title" },
    el("h2", { id: "rf-evidence-title" }, form.t("evidence.title")),
    el("p", {}, form.t("evidence.text")),
    zone,
    status,
    el(
      "ul",
      { class: "rf-list" },
      (form.state.evidence ?? []).map((one) => used(form, one)),
    ),
  );
}

function facts(form, understood) {
  return el(
    "dl",
    { class: "rf-facts" },
    (understood.facts ?? []).map(({ label, value }) => [
      el("dt", {}, form.pick(label)),
      el("dd", {}, foreign(form.pick(value))),
    ]),
  );
}

function found(form, file, reply, add) {
  if (reply.error) return [el("p", { class: "rf-fault" }, form.pick(reply.error.sentence))];
  if (reply.question) {
    return [
      el("p", {}, form.pick(reply.question.text)),
      el(
        "div",
        { class: "rf-actions" },
        reply.question.choices.map((choice) =>
          el(
            "button",
            { type: "button", onclick: () => add(file, { ...reply.question.options, [reply.question.id]: choice.id }) },
            form.pick(choice.label),
          ),
        ),
      ),
    ];
  }
  const decide = (verb) => async () => {
    const answer = await form.host.evidence[verb](reply.id);
    if (answer.error) return form.fail(form.pick(answer.error.sentence));
    form.state = answer.state;
    form.draw();
  };
  return [
    el("h3", {}, form.t("evidence.understood")),
    el("p", {}, foreign(file.name, 120)),
    facts(form, reply.understood),
    el(
      "div",
      { class: "rf-actions" },
      el("button", { type: "button", class: "rf-primary", onclick: decide("use") }, form.t("evidence.use")),
      el("button", { type: "button", onclick: decide("drop") }, form.t("evidence.drop")),
    ),
  ];
}

function used(form, one) {
  const drop = async () => {
    form.state = (await form.host.evidence.drop(one.id)).state;
    form.draw();
  };
  return el(
    "li",
    {},
    foreign(one.file, 120),
    facts(form, one.understood),
    el("button", { type: "button", class: "rf-quiet", onclick: drop }, form.t("evidence.remove")),
  );
}
