// The form as one file from disk: the browser keeps the answers, the person can see where, take them along and delete them.
import { mount } from "./form.js";
import { outcome } from "./score.js";

const UNDO_STEPS = 50;

function deviceStore(key) {
  let memory = null;
  try {
    localStorage.setItem(`${key}:try`, "1");
    localStorage.removeItem(`${key}:try`);
  } catch {
    return { kept: false, read: () => memory, write: (text) => { memory = text; }, clear: () => { memory = null; } };
  }
  return { kept: true, read: () => localStorage.getItem(key), write: (text) => localStorage.setItem(key, text), clear: () => localStorage.removeItem(key) };
}

function fileHost(spec, formId) {
  const key = `readiness:${formId}`;
  const store = deviceStore(key);
  const words = (name, values = {}) => Object.fromEntries(spec.languages.map((one) => [one,
    (spec.texts[one][name] ?? name).replace(/\{(\w+)\}/g, (whole, found) => String(values[found] ?? whole))]));
  const fault = (code, values) => ({ error: { code, sentence: words(`file.${code}`, values) } });
  const empty = () => ({ revision: 0, past: [], sheet: { company: "", role: "", date: new Date().toISOString().slice(0, 10), profile: {}, answers: {}, mode: "full" }, saved_at: null });
  const read = () => {
    try {
      const found = JSON.parse(store.read());
      return found?.sheet ? found : empty();
    } catch {
      return empty();
    }
  };
  const state = (kept = read()) => ({ ...kept.sheet, sheet: formId, revision: kept.revision, measured: {}, evidence: [],
    can_undo: kept.past.length > 0, saved_at: kept.saved_at, earlier_count: 0, place: words(store.kept ? "file.place" : "file.place_memory") });
  // What takes a change back: only what was different before it, so that long notes are kept once.
  const inverse = (before, after) => {
    const other = (key) => key !== "answers" && before[key] !== after[key];
    const ids = Object.keys({ ...before.answers, ...after.answers }).filter((id) => before.answers[id] !== after.answers[id]);
    return { rest: Object.fromEntries(Object.keys(after).filter(other).map((key) => [key, before[key]])),
      answers: Object.fromEntries(ids.map((id) => [id, before.answers[id] ?? null])) };
  };
  const takenBack = (sheet, { rest, answers }) => ({ ...sheet, ...rest,
    answers: Object.fromEntries(Object.entries({ ...sheet.answers, ...answers }).filter(([, entry]) => entry !== null)) });
  const write = (kept, sheet, past = [...kept.past, inverse(kept.sheet, sheet)]) => {
    const next = { revision: kept.revision + 1, past: past.slice(-UNDO_STEPS), sheet, saved_at: new Date().toISOString() };
    try {
      store.write(JSON.stringify(next));
    } catch {
      next.past = []; // long notes fill the browser's store: what can be taken back is given up before an answer is
      store.write(JSON.stringify(next));
    }
    return { state: state(next) };
  };
  const legal = (item, answer) => {
    if (!item) return false;
    if (typeof answer === "number") return item.kind === "number" && (item.whole ? Number.isInteger(answer) : Number.isFinite(answer)) && answer >= item.range[0] && answer <= item.range[1];
    return [...(item.options ?? []), ...spec.states].some((option) => option.id === answer);
  };
  const itemOf = (id) => spec.items.find((item) => item.id === id);
  const applied = (sheet, change) => {
    if (change.item) {
      const { item, answer, note = "", evidence_note = "" } = change;
      return { ...sheet, answers: { ...sheet.answers, [item]: { answer, note, evidence_note } } };
    }
    if (change.clear) {
      const { [change.clear]: gone, ...answers } = sheet.answers;
      return { ...sheet, answers };
    }
    if (change.profile) {
      const profile = { ...sheet.profile, ...change.profile };
      for (const [name, value] of Object.entries(profile)) if (value === null) delete profile[name];
      return { ...sheet, profile };
    }
    return { ...sheet, ...change };
  };
  return {
    kind: "file",
    warning: store.kept ? null : words("file.not_kept"),
    load: async () => ({ spec, state: state() }),
    change: async (change, revision) => {
      const kept = read();
      if (kept.revision !== revision) return { conflict: true, state: state(kept) };
      if (change.undo) return kept.past.length ? write(kept, takenBack(kept.sheet, kept.past.at(-1)), kept.past.slice(0, -1)) : fault("nothing_to_undo");
      if (change.item && !legal(itemOf(change.item), change.answer)) return fault("answer_refused");
      try {
        return write(kept, applied(kept.sheet, change));
      } catch {
        return fault("full"); // the browser's quota is used up; what was stored before is still there
      }
    },
    result: async () => outcome(spec, state()),
    answerFile: async () => {
      const { sheet } = read();
      const { mode, ...rest } = sheet;
      // Control characters are escaped: the file is also read by a YAML reader, which refuses them.
      const text = JSON.stringify({ audit: spec.audit, edition: spec.edition, ...rest }, null, 2)
        .replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
      return { name: `${words("file.name")[document.documentElement.lang] ?? "answers"}-${spec.audit}-${sheet.date}.json`, text: `${text}\n` };
    },
    importFile: async (text) => {
      let found;
      try {
        found = JSON.parse(text);
      } catch {
        return fault("not_json");
      }
      if (found?.audit !== spec.audit || found.edition !== spec.edition) return fault("other_audit", { audit: found?.audit ?? "?", edition: found?.edition ?? "?" });
      const entries = Object.entries(found.answers ?? {}).map(([id, entry]) => [id, entry && typeof entry === "object" ? entry : { answer: entry }]);
      const wrong = entries.find(([id, entry]) => !legal(itemOf(id), entry.answer));
      if (wrong) return fault("wrong_answer", { item: wrong[0].slice(0, 60) });
      const answers = Object.fromEntries(entries.map(([id, { answer, note = "", evidence_note = "" }]) => [id, { answer, note: String(note), evidence_note: String(evidence_note) }]));
      const fields = spec.profile.filter(({ id, type }) => typeof found.profile?.[id] === (type === "integer" ? "number" : "boolean"));
      const profile = Object.fromEntries(fields.map(({ id }) => [id, found.profile[id]]));
      const kept = read();
      const text_of = (name) => String(found[name] ?? "");
      return write(kept, { ...kept.sheet, company: text_of("company"), role: text_of("role"), date: text_of("date") || kept.sheet.date, profile, answers });
    },
    forget: async () => store.clear(),
    watch: (tell) => window.addEventListener("storage", (event) => { if (event.key === key || event.key === null) tell(state()); }),
  };
}

const fileRoot = document.getElementById("readiness-form");
const fileSpec = JSON.parse(document.getElementById("readiness-spec").textContent);
mount(fileRoot, fileHost(fileSpec, fileRoot.dataset.formId), { language: fileRoot.dataset.language });
