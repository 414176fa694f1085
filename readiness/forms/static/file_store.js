// Answers that the browser keeps for one form: read, written at every change, taken back step by step.
const UNDO_STEPS = 50;

// `kept` says whether answers survive closing the page. `storage` is a function: a browser may refuse even to name it.
export function deviceStore(key, storage) {
  try {
    storage().setItem(`${key}:try`, "1");
    storage().removeItem(`${key}:try`);
  } catch {
    return memoryStore(key);
  }
  return {
    key,
    kept: true,
    read: () => storage().getItem(key),
    write: (text) => storage().setItem(key, text),
    clear: () => storage().removeItem(key),
  };
}

function memoryStore(key) {
  let memory = null;
  return {
    key,
    kept: false,
    read: () => memory,
    write: (text) => {
      memory = text;
    },
    clear: () => {
      memory = null;
    },
  };
}

// The sheet in a store, with its revision and what takes the last changes back.
export function sheetStore(store, now = () => new Date()) {
  const empty = () => ({
    revision: 0,
    past: [],
    sheet: { company: "", role: "", date: now().toISOString().slice(0, 10), profile: {}, answers: {}, mode: "full" },
    saved_at: null,
  });
  const read = () => {
    try {
      const found = JSON.parse(store.read());
      return found?.sheet ? found : empty();
    } catch {
      return empty();
    }
  };
  const write = (kept, sheet, past = [...kept.past, inverse(kept.sheet, sheet)]) => {
    const next = { revision: kept.revision + 1, past: past.slice(-UNDO_STEPS), sheet, saved_at: now().toISOString() };
    try {
      store.write(JSON.stringify(next));
    } catch {
      next.past = []; // long notes fill the browser's store: what can be taken back is given up before an answer is
      store.write(JSON.stringify(next));
    }
    return next;
  };
  const undo = (kept) => write(kept, takenBack(kept.sheet, kept.past.at(-1)), kept.past.slice(0, -1));
  return { read, write, undo, clear: store.clear };
}

// What takes a change back: only what was different before it, so that long notes are kept once.
function inverse(before, after) {
  const other = (key) => key !== "answers" && before[key] !== after[key];
  const ids = Object.keys({ ...before.answers, ...after.answers });
  const changed = ids.filter((id) => before.answers[id] !== after.answers[id]);
  return {
    rest: Object.fromEntries(
      Object.keys(after)
        .filter(other)
        .map((key) => [key, before[key]]),
    ),
    answers: Object.fromEntries(changed.map((id) => [id, before.answers[id] ?? null])),
  };
}

function takenBack(sheet, { rest, answers }) {
  const entries = Object.entries({ ...sheet.answers, ...answers }).filter(([, entry]) => entry !== null);
  return { ...sheet, ...rest, answers: Object.fromEntries(entries) };
}

// The sheet with one change, as the form sends it.
export function applied(sheet, change) {
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
}
