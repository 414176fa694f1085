// The result: one sentence, then what to clear up, then the dimensions, then what to do first; always with the why.
import { bars } from "./bars.js";
import { el } from "./dom.js";
import { clarify, firstSteps } from "./next_steps.js";
import { cap, why } from "./why.js";

export function resultView(form) {
  const place = el("div", { class: "rf-result-body", "aria-busy": "true" }, el("p", {}, form.t("result.working")));
  form.host.result().then(
    (outcome) => {
      place.removeAttribute("aria-busy");
      place.replaceChildren(...parts(form, outcome).flat(Infinity).filter(Boolean));
    },
    () => {
      place.removeAttribute("aria-busy");
      place.replaceChildren(
        el("p", { role: "alert" }, form.t("result.failed")),
        form.button("save.again", () => form.draw()),
      );
    },
  );
  return [form.heading(form.t("result.title")), place];
}

function parts(form, outcome) {
  return [
    lead(form, outcome),
    breaches(form, outcome),
    clarify(form, outcome),
    bars(form, outcome),
    firstSteps(form, outcome),
    buttons(form, outcome),
    why(form, outcome),
  ];
}

function lead(form, outcome) {
  const { t, number, percent } = form;
  const coverage = percent(outcome.coverage);
  if (outcome.value === null) {
    const key =
      form.state.mode === "quick" && form.items().every((item) => form.done(item))
        ? "result.no_value_quick"
        : "result.no_value";
    return [
      el("p", { class: "rf-lead" }, t(key, { coverage, floor: percent(form.spec.scheme.coverage_floor) })),
      cap(form, outcome),
    ];
  }
  const band = form.pick(form.spec.scheme.bands.find((one) => one.id === outcome.band)?.label);
  const ends = { low: number(outcome.low), high: number(outcome.high) };
  const open = ends.low !== ends.high;
  return [
    el(
      "p",
      { class: "rf-score" },
      el("strong", {}, number(outcome.value)),
      " ",
      t("result.of_100"),
      " ",
      el("span", { class: "rf-band" }, t("result.band", { band })),
    ),
    el(
      "p",
      { class: "rf-lead" },
      t(open ? "result.sentence" : "result.sentence_full", { value: number(outcome.value), ...ends, coverage }),
    ),
    cap(form, outcome),
  ];
}

function breaches(form, outcome) {
  if (!outcome.breaches?.length) return [];
  return [
    el("h2", {}, form.t("result.breaches")),
    el("p", {}, form.t("result.breaches_text")),
    el(
      "ul",
      { class: "rf-breaches" },
      outcome.breaches.map((row) =>
        el(
          "li",
          {},
          el("strong", {}, form.pick(row.title)),
          " ",
          form.t("result.breach", {
            count: row.checked,
            failed: form.number(row.failed),
            checked: form.number(row.checked),
            citation: form.pick(row.citation),
          }),
        ),
      ),
    ),
  ];
}

function buttons(form, outcome) {
  const report = form.host.reportUrl?.(form.language);
  const file = async () => {
    const { name, text } = await form.host.answerFile();
    const link = el("a", {
      href: URL.createObjectURL(new Blob([text], { type: "application/octet-stream" })),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  return [
    outcome.law_as_of
      ? el("p", { class: "rf-small" }, form.t("result.law_as_of", { date: form.pick(outcome.law_as_of) }))
      : null,
    el(
      "div",
      { class: "rf-actions" },
      report
        ? el(
            "a",
            { class: "rf-button rf-primary", href: report, target: "_blank", rel: "noopener" },
            form.t("result.report"),
          )
        : null,
      form.button("result.file", file, report ? "" : "rf-primary"),
      form.modeButton(),
      form.button("result.questions", () => form.go({ name: "review" })),
      form.button("result.print", () => window.print(), "rf-quiet"),
    ),
  ];
}
