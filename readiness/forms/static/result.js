// The result: one sentence, then what to clear up, then the dimensions, then what to do first; always with the why.
import { el } from "./dom.js";
import { published } from "./published.js";

const STEPS = 5;

export function resultView(form) {
  const place = el("div", { class: "rf-result-body", "aria-busy": "true" }, el("p", {}, form.t("result.working")));
  form.host.result().then(
    (outcome) => { place.removeAttribute("aria-busy"); place.replaceChildren(...parts(form, outcome).flat(Infinity).filter(Boolean)); },
    () => { place.removeAttribute("aria-busy"); place.replaceChildren(el("p", { role: "alert" }, form.t("result.failed")), form.button("save.again", () => form.draw())); },
  );
  return [form.heading(form.t("result.title")), place];
}

function parts(form, outcome) {
  return [lead(form, outcome), breaches(form, outcome), clarify(form, outcome), bars(form, outcome),
    firstSteps(form, outcome), buttons(form, outcome), why(form, outcome)];
}

function lead(form, outcome) {
  const { t, number, percent } = form;
  const coverage = percent(outcome.coverage);
  if (outcome.value === null) {
    const key = form.state.mode === "quick" && form.items().every((item) => form.done(item)) ? "result.no_value_quick" : "result.no_value";
    return [el("p", { class: "rf-lead" }, t(key, { coverage, floor: percent(form.spec.scheme.coverage_floor) })), cap(form, outcome)];
  }
  const band = form.pick(form.spec.scheme.bands.find((one) => one.id === outcome.band)?.label);
  const ends = { low: number(outcome.low), high: number(outcome.high) };
  const open = ends.low !== ends.high;
  return [
    el("p", { class: "rf-score" }, el("strong", {}, number(outcome.value)), " ", t("result.of_100"), " ", el("span", { class: "rf-band" }, t("result.band", { band }))),
    el("p", { class: "rf-lead" }, t(open ? "result.sentence" : "result.sentence_full", { value: number(outcome.value), ...ends, coverage })),
    cap(form, outcome),
  ];
}

// A cap that changes the value is a different message from one that only lies ahead.
function cap(form, { value, uncapped, capped_by: ids }) {
  if (!ids.length) return null;
  const words = { cap: form.number(form.spec.scheme.must_cap), uncapped: form.number(uncapped ?? 0) };
  return el("div", { class: "rf-cap" }, el("p", {}, form.t(uncapped > value ? "result.capped" : "result.cap_ahead", words)),
    el("ul", {}, ids.map((id) => el("li", {}, question(form, id), " ", el("span", { class: "rf-sum" }, given(form, id))))));
}

// What makes a duty unmet: the person's own answer, or the value a file showed.
function given(form, id) {
  const item = form.spec.items.find((one) => one.id === id), measured = form.state.measured?.[id];
  if (measured) return form.t("result.given_measured", { value: form.number(measured.value, 2), unit: form.pick(measured.unit) });
  return form.t("result.given", { answer: form.answerText(item, form.state.answers[id]?.answer) });
}

function question(form, id) {
  return form.pick(form.spec.items.find((item) => item.id === id)?.question) || id;
}

function breaches(form, outcome) {
  if (!outcome.breaches?.length) return [];
  return [el("h2", {}, form.t("result.breaches")), el("p", {}, form.t("result.breaches_text")),
    el("ul", { class: "rf-breaches" }, outcome.breaches.map((row) => el("li", {}, el("strong", {}, form.pick(row.title)), " ",
      form.t("result.breach", { count: row.checked, failed: form.number(row.failed), checked: form.number(row.checked), citation: form.pick(row.citation) }))))];
}

function clarify(form, outcome) {
  const applicable = outcome.clarify;
  if (!applicable.length) return [];
  const shown = applicable.slice(0, STEPS);
  const duty = (id) => form.spec.items.find((item) => item.id === id)?.must;
  const unscored = (id) => outcome.items.find((row) => row.id === id)?.reason === "profile_missing"; // answered, but not comparable yet
  const jump = async (id) => {
    // A question outside the quick check belongs to the full audit: going there means going on with it.
    const outside = !unscored(id) && !form.items().some((item) => item.id === id);
    if (!outside || (await form.change({ mode: "full" }))) form.go(unscored(id) ? { name: "profile" } : { name: "question", id });
  };
  return [el("h2", {}, form.t("result.clarify")),
    el("ul", { class: "rf-list" }, shown.map((id) => el("li", {}, el("button", { type: "button", class: "rf-jump", "data-k": `jump-${id}`, onclick: () => jump(id) },
      el("span", { class: "rf-jump-question" }, question(form, id)), " ",
      el("span", { class: "rf-jump-answer" }, form.t(unscored(id) ? "left_out.profile_missing" : "review.open"), duty(id) ? ` · ${form.t(`duty.${duty(id).kind}`)}` : ""))))),
    applicable.length > shown.length ? el("p", { class: "rf-small" }, form.t("result.more_open", { count: applicable.length - shown.length })) : null];
}

function bars(form, outcome) {
  const { t, number, percent } = form;
  const title = (id) => form.pick(form.spec.dimensions.find((one) => one.id === id).title);
  const rank = (d) => (d.shown ? d.value : 101);
  const rows = outcome.dimensions.filter((d) => d.low !== null).sort((a, b) => rank(a) - rank(b));
  if (!rows.length) return [];
  const weak = outcome.weakest && rows.find((d) => d.id === outcome.weakest);
  const sentence = !weak ? t("result.bars_none") : weak.value >= 100 ? t("result.bars_full") : t("result.bars", { dimension: title(weak.id), value: number(weak.value) });
  return [el("h2", {}, sentence),
    el("ul", { class: "rf-bars" }, rows.map((d) => {
      const bar = el("span", { class: "rf-bar", "aria-hidden": "true" }, form.spec.scheme.bands.slice(1).map((band) => tick(band.start)),
        el("span", { class: "rf-bar-span" }), d.shown ? el("span", { class: "rf-bar-value" }) : null);
      bar.style.setProperty("--value", d.value ?? 0);
      bar.style.setProperty("--low", d.low);
      bar.style.setProperty("--high", d.high);
      const text = d.shown ? t(d.coverage < 1 ? "result.bar" : "result.bar_full", { value: number(d.value), low: number(d.low), high: number(d.high), coverage: percent(d.coverage) })
        : t("result.bar_none", { coverage: percent(d.coverage) });
      return el("li", {}, el("span", { class: "rf-bar-name" }, title(d.id)), el("span", { class: "rf-bar-text" }, text), bar);
    })),
    el("p", { class: "rf-small" }, t("result.legend")), published(form, outcome)];
}

function tick(at) {
  const mark = el("span", { class: "rf-bar-tick" });
  mark.style.setProperty("--at", at);
  return mark;
}

function firstSteps(form, outcome) {
  const { t } = form;
  const about = Object.fromEntries(form.spec.recommendations.map((one) => [one.id, one]));
  const rows = outcome.actions.slice(0, STEPS).map((action) => ({ ...action, ...about[action.id], reason: action.reason }));
  if (!rows.length) return [el("h2", {}, t("result.actions")), el("p", {}, t(outcome.clarify.length ? "result.answer_first" : "result.no_actions"))];
  return [el("h2", {}, t("result.actions")), el("ol", { class: "rf-steps" }, rows.map((row) => el("li", {},
    el("p", { class: "rf-action" }, form.pick(row.text)),
    el("p", {}, el("strong", {}, t("result.first_step")), " ", form.pick(row.first_step)),
    el("p", { class: "rf-small" }, t("result.action_facts", { owner: form.pick(row.owner), effort: effort(form, row.effort_hours), reason: t(`reason.${row.reason}`) })))))];
}

function effort(form, hours) {
  const day = form.spec.scheme.hours_per_day;
  const [key, count] = hours >= day ? ["days", hours / day] : ["hours", hours];
  return form.t(`effort.${key}`, { count, value: form.number(count, 1) });
}

function why(form, outcome) {
  const { t, number } = form;
  const share = (value) => form.percent(value, 1, 1);
  const counted = outcome.items.filter((row) => row.state === "answered").sort((a, b) => b.share - a.share);
  const left = outcome.items.filter((row) => row.state !== "answered");
  const total = counted.reduce((sum, row) => sum + row.contribution, 0);
  return [el("details", { class: "rf-why" }, el("summary", { "data-k": "why" }, t("why.title")),
    el("p", {}, t("why.text")),
    el("ul", { class: "rf-why-items" }, counted.map((row) => el("li", {}, question(form, row.id), " ",
      el("span", { class: "rf-sum" }, t("why.item", { points: number(row.attained, 1), share: share(row.share), contribution: number(row.contribution, 2) }))))),
    counted.length ? el("p", {}, el("strong", {}, t("why.total", { total: number(total, 2) }))) : null,
    cap(form, outcome),
    left.length ? [el("h3", {}, t("why.left_out")), el("ul", {}, left.map((row) => el("li", {}, question(form, row.id), " ", el("span", { class: "rf-sum" }, t(`left_out.${row.reason}`)))))] : null)];
}

function buttons(form, outcome) {
  const report = form.host.reportUrl?.(form.language);
  const file = async () => {
    const { name, text } = await form.host.answerFile();
    const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/octet-stream" })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  return [outcome.law_as_of ? el("p", { class: "rf-small" }, form.t("result.law_as_of", { date: form.pick(outcome.law_as_of) })) : null,
    el("div", { class: "rf-actions" },
      report ? el("a", { class: "rf-button rf-primary", href: report, target: "_blank", rel: "noopener" }, form.t("result.report")) : null,
      form.button("result.file", file, report ? "" : "rf-primary"),
      form.modeButton(),
      form.button("result.questions", () => form.go({ name: "review" })),
      form.button("result.print", () => window.print(), "rf-quiet"))];
}
