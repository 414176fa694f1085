// Why the score is what it is: what each answer adds, what was left out, and the duty that caps it.
import { el } from "./dom.js";

export function why(form, outcome) {
  const { t, number } = form;
  const share = (value) => form.percent(value, 1, 1);
  const counted = outcome.items.filter((row) => row.state === "answered").sort((a, b) => b.share - a.share);
  const left = outcome.items.filter((row) => row.state !== "answered");
  const total = counted.reduce((sum, row) => sum + row.contribution, 0);
  return [
    el(
      "details",
      { class: "rf-why" },
      el("summary", { "data-k": "why" }, t("why.title")),
      el("p", {}, t("why.text")),
      el(
        "ul",
        { class: "rf-why-items" },
        counted.map((row) =>
          el(
            "li",
            {},
            questionText(form, row.id),
            " ",
            el(
              "span",
              { class: "rf-sum" },
              t("why.item", {
                points: number(row.attained, 1),
                share: share(row.share),
                contribution: number(row.contribution, 2),
              }),
            ),
          ),
        ),
      ),
      counted.length ? el("p", {}, el("strong", {}, t("why.total", { total: number(total, 2) }))) : null,
      cap(form, outcome),
      left.length
        ? [
            el("h3", {}, t("why.left_out")),
            el(
              "ul",
              {},
              left.map((row) =>
                el(
                  "li",
                  {},
                  questionText(form, row.id),
                  " ",
                  el("span", { class: "rf-sum" }, t(`left_out.${row.reason}`)),
                ),
              ),
            ),
          ]
        : null,
    ),
  ];
}

// A cap that changes the value is a different message from one that only lies ahead.
export function cap(form, { value, uncapped, capped_by: ids }) {
  if (!ids.length) return null;
  const words = { cap: form.number(form.spec.scheme.must_cap), uncapped: form.number(uncapped ?? 0) };
  return el(
    "div",
    { class: "rf-cap" },
    el("p", {}, form.t(uncapped > value ? "result.capped" : "result.cap_ahead", words)),
    el(
      "ul",
      {},
      ids.map((id) => el("li", {}, questionText(form, id), " ", el("span", { class: "rf-sum" }, given(form, id)))),
    ),
  );
}

// What makes a duty unmet: the person's own answer, or the value a file showed.
function given(form, id) {
  const item = form.spec.items.find((one) => one.id === id);
  const measured = form.state.measured?.[id];
  if (measured) {
    return form.t("result.given_measured", { value: form.number(measured.value, 2), unit: form.pick(measured.unit) });
  }
  return form.t("result.given", { answer: form.answerText(item, form.state.answers[id]?.answer) });
}

export function questionText(form, id) {
  return form.pick(form.spec.items.find((item) => item.id === id)?.question) || id;
}
