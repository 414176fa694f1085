// What to clear up and what to do first, a few of each.
import { el } from "./dom.js";
import { questionText } from "./why.js";

const STEPS = 5;

export function clarify(form, outcome) {
  const applicable = outcome.clarify;
  if (!applicable.length) return [];
  const shown = applicable.slice(0, STEPS);
  const duty = (id) => form.spec.items.find((item) => item.id === id)?.must;
  // Answered, but not comparable as long as the profile lacks a figure.
  const unscored = (id) => outcome.items.find((row) => row.id === id)?.reason === "profile_missing";
  const jump = async (id) => {
    // A question outside the quick check belongs to the full audit: going there means going on with it.
    const outside = !unscored(id) && !form.items().some((item) => item.id === id);
    if (outside && !(await form.change({ mode: "full" }))) return;
    form.go(unscored(id) ? { name: "profile" } : { name: "question", id });
  };
  return [
    el("h2", {}, form.t("result.clarify")),
    el(
      "ul",
      { class: "rf-list" },
      shown.map((id) =>
        el(
          "li",
          {},
          el(
            "button",
            { type: "button", class: "rf-jump", "data-k": `jump-${id}`, onclick: () => jump(id) },
            el("span", { class: "rf-jump-question" }, questionText(form, id)),
            " ",
            el(
              "span",
              { class: "rf-jump-answer" },
              form.t(unscored(id) ? "left_out.profile_missing" : "review.open"),
              duty(id) ? ` · ${form.t(`duty.${duty(id).kind}`)}` : "",
            ),
          ),
        ),
      ),
    ),
    applicable.length > shown.length
      ? el("p", { class: "rf-small" }, form.t("result.more_open", { count: applicable.length - shown.length }))
      : null,
  ];
}

export function firstSteps(form, outcome) {
  const { t } = form;
  const about = Object.fromEntries(form.spec.recommendations.map((one) => [one.id, one]));
  const rows = outcome.actions
    .slice(0, STEPS)
    .map((action) => ({ ...action, ...about[action.id], reason: action.reason }));
  if (!rows.length) {
    const instead = outcome.clarify.length ? "result.answer_first" : "result.no_actions";
    return [el("h2", {}, t("result.actions")), el("p", {}, t(instead))];
  }
  return [
    el("h2", {}, t("result.actions")),
    el(
      "ol",
      { class: "rf-steps" },
      rows.map((row) =>
        el(
          "li",
          {},
          el("p", { class: "rf-action" }, form.pick(row.text)),
          el("p", {}, el("strong", {}, t("result.first_step")), " ", form.pick(row.first_step)),
          el(
            "p",
            { class: "rf-small" },
            t("result.action_facts", {
              owner: form.pick(row.owner),
              effort: effort(form, row.effort_hours),
              reason: t(`reason.${row.reason}`),
            }),
          ),
        ),
      ),
    ),
  ];
}

function effort(form, hours) {
  const day = form.spec.scheme.hours_per_day;
  const [key, count] = hours >= day ? ["days", hours / day] : ["hours", hours];
  return form.t(`effort.${key}`, { count, value: form.number(count, 1) });
}
