// The dimensions as bars, the weakest first, each with the span that open questions leave.
import { el } from "./dom.js";
import { published } from "./published.js";

export function bars(form, outcome) {
  const { t, number, percent } = form;
  const title = (id) => form.pick(form.spec.dimensions.find((one) => one.id === id).title);
  const rank = (d) => (d.shown ? d.value : 101);
  const rows = outcome.dimensions.filter((d) => d.low !== null).sort((a, b) => rank(a) - rank(b));
  if (!rows.length) return [];
  const weak = outcome.weakest && rows.find((d) => d.id === outcome.weakest);
  const sentence = !weak
    ? t("result.bars_none")
    : weak.value >= 100
      ? t("result.bars_full")
      : t("result.bars", { dimension: title(weak.id), value: number(weak.value) });
  return [
    el("h2", {}, sentence),
    el(
      "ul",
      { class: "rf-bars" },
      rows.map((d) => {
        const bar = el(
          "span",
          { class: "rf-bar", "aria-hidden": "true" },
          form.spec.scheme.bands.slice(1).map((band) => tick(band.start)),
          el("span", { class: "rf-bar-span" }),
          d.shown ? el("span", { class: "rf-bar-value" }) : null,
        );
        bar.style.setProperty("--value", d.value ?? 0);
        bar.style.setProperty("--low", d.low);
        bar.style.setProperty("--high", d.high);
        const text = d.shown
          ? t(d.coverage < 1 ? "result.bar" : "result.bar_full", {
              value: number(d.value),
              low: number(d.low),
              high: number(d.high),
              coverage: percent(d.coverage),
            })
          : t("result.bar_none", { coverage: percent(d.coverage) });
        return el(
          "li",
          {},
          el("span", { class: "rf-bar-name" }, title(d.id)),
          el("span", { class: "rf-bar-text" }, text),
          bar,
        );
      }),
    ),
    el("p", { class: "rf-small" }, t("result.legend")),
    published(form, outcome),
  ];
}

function tick(at) {
  const mark = el("span", { class: "rf-bar-tick" });
  mark.style.setProperty("--at", at);
  return mark;
}
