// The company: what decides which questions apply, and on which days people do not work.
import { el, readNumber } from "./dom.js";

export function profileView(form) {
  const { t, pick, state, spec } = form,
    store = (change) => form.change(change);
  const company = el("input", {
    type: "text",
    id: "rf-company",
    "data-k": "company",
    autocomplete: "off",
    value: state.company ?? "",
    onchange: (event) => store({ company: event.target.value }),
  });
  return [
    form.heading(t("profile.title")),
    el("p", { class: "rf-lead" }, pick(spec.purpose)),
    el("p", {}, t("profile.text")),
    el("div", { class: "rf-field" }, el("label", { for: "rf-company" }, t("profile.company")), company),
    oneOf(form, "role", t("profile.role"), spec.roles, t("profile.no_role"), state.role, (role) => store({ role })),
    spec.profile.map((field) => {
      if (field.type === "integer") return headCount(form, field);
      if (!field.choices) return yesOrNo(form, field);
      return oneOf(
        form,
        `p-${field.id}`,
        pick(field.label),
        field.choices,
        t("profile.unknown"),
        state.profile[field.id],
        (value) => store({ profile: { [field.id]: value || null } }),
      );
    }),
    el("p", { class: "rf-small" }, pick(spec.disclaimer)),
    el(
      "div",
      { class: "rf-actions" },
      form.button("question.begin", () => form.next(), "rf-primary"),
      form.modeButton(),
    ),
  ];
}

function oneOf(form, name, label, choices, none, now, store) {
  const box = el(
    "select",
    { id: `rf-${name}`, "data-k": name, onchange: (event) => store(event.target.value) },
    el("option", { value: "" }, none),
    choices.map((one) => el("option", { value: one.id }, form.pick(one.label))),
  );
  box.value = now ?? "";
  return el("div", { class: "rf-field" }, el("label", { for: box.id }, label), box);
}

function headCount(form, field) {
  const id = `rf-p-${field.id}`,
    fault = el("p", { class: "rf-fault", id: `${id}-fault`, role: "alert" });
  const check = (event) => {
    const text = event.target.value.trim();
    form.drafts[id] = text;
    const { value, fault: why } = text ? readNumber(text, form.decimal, true) : { value: null };
    const wrong = why
      ? `number.${why}`
      : value !== null && !(value >= field.minimum && value <= field.maximum)
        ? "number.whole"
        : "";
    event.target.setAttribute("aria-invalid", wrong ? "true" : "false");
    fault.textContent = wrong
      ? form.t(wrong, { low: form.number(field.minimum), high: form.number(field.maximum) })
      : "";
    if (!wrong) form.change({ profile: { [field.id]: value } }).then(() => delete form.drafts[id]);
  };
  return el(
    "div",
    { class: "rf-field" },
    el("label", { for: id }, form.pick(field.label)),
    el("input", {
      type: "text",
      inputmode: "numeric",
      id,
      "data-k": id,
      class: "rf-count",
      "aria-describedby": `${id}-fault`,
      value: form.drafts[id] ?? form.state.profile[field.id] ?? "",
      onchange: check,
    }),
    fault,
  );
}

function yesOrNo(form, field) {
  const now = form.state.profile[field.id];
  const choice = (value, key) =>
    el(
      "label",
      { class: "rf-chip" },
      el("input", {
        type: "radio",
        name: `rf-p-${field.id}`,
        "data-k": `${field.id}-${key}`,
        checked: (now ?? null) === value,
        onchange: () => form.change({ profile: { [field.id]: value } }),
      }),
      el("span", {}, form.t(key)),
    );
  return el(
    "fieldset",
    { class: "rf-yesno" },
    el("legend", {}, form.pick(field.label)),
    el(
      "div",
      { class: "rf-chips" },
      choice(true, "profile.yes"),
      choice(false, "profile.no"),
      choice(null, "profile.unknown"),
    ),
  );
}
