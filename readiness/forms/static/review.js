// All answers on one page: what is open comes first, and one press leads there.
import { el, foreign } from "./dom.js";
import { evidencePart } from "./evidence.js";

export function reviewView(form) {
  const items = form.items();
  const open = items.filter((item) => !form.done(item));
  const given = (item) =>
    form.state.measured?.[item.id]
      ? form.t("review.measured")
      : form.done(item)
        ? foreign(form.answerText(item, form.state.answers[item.id].answer), 120)
        : form.t("review.open");
  const jump = (item) =>
    el(
      "button",
      {
        type: "button",
        class: "rf-jump",
        "data-k": `jump-${item.id}`,
        onclick: () => form.go({ name: "question", id: item.id }),
      },
      el("span", { class: "rf-jump-question" }, form.pick(item.question)),
      " ",
      el("span", { class: "rf-jump-answer" }, given(item)),
    );
  const list = (some) =>
    el(
      "ul",
      { class: "rf-list" },
      some.map((item) => el("li", {}, jump(item))),
    );
  return [
    form.heading(form.t("review.title")),
    el(
      "p",
      { class: "rf-lead" },
      open.length ? form.t("review.some_open", { count: open.length }) : form.t("review.all_done"),
    ),
    open.length ? [el("h2", {}, form.t("review.open_items")), list(open)] : null,
    form.spec.dimensions.map((dimension) => {
      const some = items.filter((item) => item.dimension === dimension.id && form.done(item));
      return some.length ? [el("h2", {}, form.pick(dimension.title)), list(some)] : null;
    }),
    el(
      "div",
      { class: "rf-actions" },
      form.button("result.show", () => form.go({ name: "result" }), "rf-primary"),
      form.button("profile.edit", () => form.go({ name: "profile" })),
      form.modeButton(),
    ),
    evidencePart(form),
  ];
}

// A count is scored per head: without the head count its answer stays open, and nobody should have to guess why.
export function needed(form, item) {
  const field = form.spec.profile.find((one) => one.id === item.normalise_by);
  if (!field || form.state.profile[field.id] || form.state.measured?.[item.id]) return null;
  return el(
    "p",
    { class: "rf-needed" },
    form.t("number.needs_profile", { field: form.pick(field.label) }),
    " ",
    form.button("profile.edit", () => form.go({ name: "profile" }), "rf-quiet"),
  );
}
