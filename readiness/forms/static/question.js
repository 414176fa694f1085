// One question: its answers, a number that is typed, notes; what is typed stays as a draft until it is stored.
import { el, foreign, readNumber } from "./dom.js";
import { choiceKey } from "./keyboard.js";
import { needed } from "./review.js";

const NOTE_PAUSE = 600; // milliseconds without typing after which a note is stored

export function questionView(form) {
  const items = form.items();
  const item = form.spec.items.find((one) => one.id === form.view.id);
  const dimension = form.pick(form.spec.dimensions.find((one) => one.id === item.dimension).title);
  const answered = form.done(item) && item.id in form.state.answers;
  form.fault = el("p", { class: "rf-fault", id: "rf-fault", role: "alert" });
  return [
    el(
      "p",
      { class: "rf-where" },
      form.t("question.where", { at: items.indexOf(item) + 1, all: items.length, dimension }),
    ),
    asked(form, item),
    item.must
      ? el(
          "p",
          { class: "rf-duty" },
          form.t(`duty.${item.must.kind}`),
          item.cite?.length ? `: ${item.cite.map((law) => form.pick(law)).join("; ")}` : "",
        )
      : null,
    notesPart(form, item),
    el(
      "div",
      { class: "rf-actions" },
      form.button("question.next", () => form.next(), "rf-primary"),
      form.button("question.back", () => form.back()),
      answered ? form.button("question.clear", () => clearAnswer(form, item), "rf-quiet") : null,
    ),
  ];
}

function asked(form, item) {
  const measured = form.state.measured?.[item.id];
  const shown = form.drafts[item.id]?.answer ?? form.state.answers[item.id]?.answer;
  const choices = [...(item.options ?? []), ...form.spec.states];
  const options = choices.map((choice, index) => answerOption(form, item, choice, index, shown));
  const split = options.length - form.spec.states.length;
  const describe = [item.help && "rf-help", item.criterion && "rf-criterion"].filter(Boolean).join(" ");
  return el(
    "fieldset",
    { class: "rf-question-set", "aria-describedby": describe || null },
    el("legend", {}, form.heading(form.pick(item.question))),
    item.help ? el("p", { id: "rf-help", class: "rf-help" }, form.pick(item.help)) : null,
    item.criterion ? el("p", { id: "rf-criterion", class: "rf-criterion" }, form.pick(item.criterion)) : null,
    measured
      ? el(
          "p",
          { class: "rf-measured" },
          form.t("question.measured", { value: form.number(measured.value, 2), unit: form.pick(measured.unit) }),
          " ",
          foreign(measured.file ?? ""),
        )
      : null,
    item.kind === "number" ? numberField(form, item, shown) : null,
    el("div", { class: "rf-options" }, options.slice(0, split)),
    el("div", { class: "rf-options rf-states" }, options.slice(split)),
  );
}

function answerOption(form, item, option, index, shown) {
  const key = choiceKey(item, index);
  const input = el("input", {
    type: "radio",
    name: "rf-answer",
    value: option.id,
    "data-k": `option-${option.id}`,
    "data-key": key,
    checked: shown === option.id,
    onchange: () => storeAnswer(form, item, option.id),
  });
  return el(
    "label",
    { class: "rf-option" },
    input,
    el("span", { class: "rf-option-text" }, form.pick(option.label)),
    el("kbd", { "aria-hidden": "true" }, key.toUpperCase()),
  );
}

function numberField(form, item, shown) {
  const unit = form.pick(item.unit);
  const [low, high] = item.range.map((end) => form.number(end, 6));
  const known = typeof shown === "number" ? form.typed(shown) : "";
  const field = el("input", {
    type: "text",
    inputmode: "decimal",
    id: "rf-number",
    "data-k": "number",
    autocomplete: "off",
    value: form.drafts[item.id]?.typed ?? known,
    "aria-describedby": "rf-range rf-fault",
    oninput: (event) => {
      draftOf(form, item).typed = event.target.value;
    },
    onchange: () => checkNumber(form, item),
  });
  return el(
    "div",
    { class: "rf-number" },
    el("label", { for: "rf-number" }, form.t("number.label", { unit })),
    el("div", { class: "rf-number-line" }, field, el("span", { class: "rf-unit", "aria-hidden": "true" }, unit)),
    el(
      "p",
      { id: "rf-range", class: "rf-small" },
      form.t(item.whole ? "number.range_whole" : "number.range", { low, high, unit }),
    ),
    form.fault,
    needed(form, item),
  );
}

function draftOf(form, item) {
  return (form.drafts[item.id] ??= {});
}

// The number somebody typed for a question, or why it is not taken.
export function typedAnswer(item, text, decimal) {
  const { value, fault } = readNumber(text, decimal, item.whole);
  const [low, high] = item.range;
  if (fault) return { fault };
  return value < low || value > high ? { fault: "out_of_range" } : { value };
}

// true: stored or nothing typed; false: the person is told what is wrong and the text stays where it is.
export function checkNumber(form, item) {
  const typed = form.drafts[item.id]?.typed?.trim();
  if (!typed) return true;
  const { value, fault } = typedAnswer(item, typed, form.decimal);
  const [low, high] = item.range.map((end) => form.number(end, 6));
  form.root.querySelector("#rf-number").setAttribute("aria-invalid", fault ? "true" : "false");
  form.fault.textContent = fault ? form.t(`number.${fault}`, { low, high, unit: form.pick(item.unit) }) : "";
  if (fault) return false;
  delete form.drafts[item.id].typed;
  for (const radio of form.root.querySelectorAll("[name=rf-answer]")) radio.checked = false;
  storeAnswer(form, item, value);
  return true;
}

async function storeAnswer(form, item, answer) {
  const draft = draftOf(form, item);
  if (typeof answer === "string" && item.kind === "number") {
    delete draft.typed;
    form.root.querySelector("#rf-number").value = "";
    form.fault.textContent = "";
  }
  draft.answer = answer;
  const before = form.state.answers[item.id] ?? {};
  const [note, evidence_note] = ["note", "evidence_note"].map((name) => draft[name] ?? before[name] ?? "");
  const stored = await form.change({ item: item.id, answer, note, evidence_note });
  if (stored && form.drafts[item.id] === draft && draft.answer === answer) delete form.drafts[item.id];
}

async function clearAnswer(form, item) {
  delete form.drafts[item.id];
  if (await form.change({ clear: item.id })) form.draw();
}

function notesPart(form, item) {
  const stored = form.state.answers[item.id] ?? {};
  const draft = form.drafts[item.id] ?? {};
  const part = (name) => {
    const keep = (event) => {
      draftOf(form, item)[name] = event.target.value;
      clearTimeout(form.timer);
      form.timer = setTimeout(() => storeNote(form, item), NOTE_PAUSE);
    };
    return el(
      "div",
      { class: "rf-field" },
      el("label", { for: `rf-${name}` }, form.t(`question.${name}`)),
      el("textarea", {
        id: `rf-${name}`,
        rows: "2",
        "data-k": name,
        "aria-describedby": "rf-note-hint",
        value: draft[name] ?? stored[name] ?? "",
        oninput: keep,
        onchange: () => storeNote(form, item),
      }),
    );
  };
  const some = stored.note || stored.evidence_note || draft.note || draft.evidence_note;
  return el(
    "details",
    { class: "rf-notes", open: Boolean(some) },
    el("summary", { "data-k": "notes" }, form.t("question.notes")),
    part("note"),
    part("evidence_note"),
    el("p", { id: "rf-note-hint", class: "rf-small" }, form.t("question.note_hint")),
  );
}

// false: the note has to wait, because it is kept with its answer, never alone.
export function storeNote(form, item) {
  clearTimeout(form.timer);
  const draft = form.drafts[item.id];
  const answer = draft?.answer ?? form.state.answers[item.id]?.answer;
  if (answer === undefined) return !(draft?.note || draft?.evidence_note);
  if (draft?.note !== undefined || draft?.evidence_note !== undefined) storeAnswer(form, item, answer);
  return true;
}
