// The form as one file from disk: the browser keeps the answers; the person sees where, takes them along, deletes them.
import { applied, sheetStore } from "./file_store.js";
import { outcome } from "./score.js";

export function fileHost(spec, formId, store) {
  const sheets = sheetStore(store);
  const words = (name, values = {}) => inEveryLanguage(spec, name, values);
  const fault = (code, values) => ({ error: { code, sentence: words(`file.${code}`, values) } });
  const state = (kept = sheets.read()) => ({
    ...kept.sheet,
    sheet: formId,
    revision: kept.revision,
    measured: {},
    evidence: [],
    can_undo: kept.past.length > 0,
    saved_at: kept.saved_at,
    earlier_count: 0,
    place: words(store.kept ? "file.place" : "file.place_memory"),
  });
  return {
    kind: "file",
    warning: store.kept ? null : words("file.not_kept"),
    load: async () => ({ spec, state: state() }),
    change: async (change, revision) => {
      const kept = sheets.read();
      if (kept.revision !== revision) return { conflict: true, state: state(kept) };
      if (change.undo) return kept.past.length ? { state: state(sheets.undo(kept)) } : fault("nothing_to_undo");
      if (change.item && !legal(spec, change.item, change.answer)) return fault("answer_refused");
      try {
        return { state: state(sheets.write(kept, applied(kept.sheet, change))) };
      } catch {
        return fault("full"); // the browser's quota is used up; what was stored before is still there
      }
    },
    result: async () => outcome(spec, state()),
    answerFile: async () => {
      const { sheet } = sheets.read();
      const name = words("file.name")[document.documentElement.lang] ?? "answers";
      return { name: `${name}-${spec.audit}-${sheet.date}.json`, text: answerText(spec, sheet) };
    },
    importFile: async (text) => {
      const kept = sheets.read();
      const { problem, values, sheet } = takenOver(spec, kept.sheet, text);
      return problem ? fault(problem, values) : { state: state(sheets.write(kept, sheet)) };
    },
    forget: async () => sheets.clear(),
    watch: (tell) =>
      window.addEventListener("storage", (event) => {
        if (event.key === store.key || event.key === null) tell(state());
      }),
  };
}

function inEveryLanguage(spec, name, values) {
  const filled = (text) => text.replace(/\{(\w+)\}/g, (whole, found) => String(values[found] ?? whole));
  return Object.fromEntries(spec.languages.map((one) => [one, filled(spec.texts[one][name] ?? name)]));
}

// Whether an answer is one that the question has.
export function legal(spec, id, answer) {
  const item = spec.items.find((one) => one.id === id);
  if (!item) return false;
  if (typeof answer !== "number") return [...(item.options ?? []), ...spec.states].some((one) => one.id === answer);
  const possible = item.whole ? Number.isInteger(answer) : Number.isFinite(answer);
  return item.kind === "number" && possible && answer >= item.range[0] && answer <= item.range[1];
}

// The answer file; control characters are escaped, because it is also read by a YAML reader, which refuses them.
export function answerText(spec, { mode, ...sheet }) {
  const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const text = JSON.stringify({ audit: spec.audit, edition: spec.edition, ...sheet }, null, 2);
  return `${text.replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)}\n`;
}

// The sheet of an answer file in the place of the one before, or what is wrong with the file.
export function takenOver(spec, before, text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: "not_json" };
  }
  if (found?.audit !== spec.audit || found.edition !== spec.edition) {
    return { problem: "other_audit", values: { audit: found?.audit ?? "?", edition: found?.edition ?? "?" } };
  }
  const whole = ([id, entry]) => [id, entry && typeof entry === "object" ? entry : { answer: entry }];
  const entries = Object.entries(found.answers ?? {}).map(whole);
  const wrong = entries.find(([id, entry]) => !legal(spec, id, entry.answer));
  if (wrong) return { problem: "wrong_answer", values: { item: wrong[0].slice(0, 60) } };
  const plain = ({ answer, note = "", evidence_note = "" }) => ({
    answer,
    note: String(note),
    evidence_note: String(evidence_note),
  });
  const fits = ({ id, type }) => typeof found.profile?.[id] === (type === "integer" ? "number" : "boolean");
  const words = (name) => String(found[name] ?? "");
  const sheet = {
    ...before,
    company: words("company"),
    role: words("role"),
    date: words("date") || before.date,
    profile: Object.fromEntries(spec.profile.filter(fits).map(({ id }) => [id, found.profile[id]])),
    answers: Object.fromEntries(entries.map(([id, entry]) => [id, plain(entry)])),
  };
  return { sheet };
}
