// Published figures: a mark inside a bar where a figure measures what a question asks, a list with sources otherwise.
import { el } from "./dom.js";

export function published(form, outcome) {
  const all = outcome.figures ?? form.spec.figures ?? [];
  const compared = all.map((one) => one.pair && comparison(form, outcome, one)).filter(Boolean);
  return [
    compared.length
      ? [
          el("h3", {}, form.t("compared.title")),
          el("ul", { class: "rf-bars" }, compared),
          el("p", { class: "rf-small" }, form.t("compared.legend")),
        ]
      : null,
    list(
      form,
      all.filter((one) => !one.pair),
    ),
  ];
}

// Population, year and source stand beside every figure, or the figure is not shown.
function about(form, one) {
  return el(
    "span",
    { class: "rf-small" },
    [form.pick(one.population), one.year, form.pick(one.source)].filter(Boolean).join(" · "),
  );
}

function list(form, some) {
  if (!some.length) return null;
  return el(
    "details",
    { class: "rf-figures" },
    el("summary", { "data-k": "figures" }, form.t("result.figures")),
    el(
      "ul",
      {},
      some.map((one) =>
        el("li", {}, el("strong", {}, form.pick(one.value)), " ", form.pick(one.statement), " ", about(form, one)),
      ),
    ),
  );
}

// The firm's own percentage, measured or answered; nothing where the figure is about firms of another size.
function own(form, outcome, { item, employees: [least, most] }) {
  const size = form.state.profile.employees;
  if (size && ((least && size < least) || (most && size > most))) return null;
  if (outcome.items.find((row) => row.id === item)?.state !== "answered") return null;
  const value = form.state.measured?.[item]?.value ?? Number(form.state.answers[item]?.answer);
  return value >= 0 && value <= 100 ? value : null;
}

function comparison(form, outcome, one) {
  const { t, pick } = form,
    { at, lower_is_better: lower, item } = one.pair,
    value = own(form, outcome, one.pair);
  if (value === null) return null;
  const verdict = value === at ? "equal" : value < at === lower ? "better" : "worse";
  const percent = (share) => form.percent(share / 100, 1);
  const words = {
    own: percent(value),
    figure: pick(one.value),
    verdict: pick(one.pair.verdicts[verdict]),
    low: percent(0),
    high: percent(100),
  };
  const bar = el(
    "span",
    { class: "rf-bar", role: "img", "aria-label": t("compared.bar", words) },
    el("span", { class: "rf-bar-value" }),
    el("span", { class: "rf-bar-mark" }),
  );
  bar.style.setProperty("--value", value);
  bar.style.setProperty("--at", at);
  return el(
    "li",
    {},
    el("span", { class: "rf-bar-name" }, pick(form.spec.items.find((row) => row.id === item).question)),
    el("span", { class: "rf-bar-text" }, t("compared.line", words)),
    bar,
    el("span", { class: "rf-bar-ends", "aria-hidden": "true" }, el("span", {}, words.low), el("span", {}, words.high)),
    el("p", {}, el("strong", {}, words.figure), " ", pick(one.statement), " ", about(form, one)),
    el("p", { class: "rf-small" }, pick(one.pair.caution)),
  );
}
