// What the browser keeps: closed and opened again, taken back step by step, full, or refused altogether.
import assert from "node:assert/strict";
import test from "node:test";
import { applied, deviceStore, sheetStore } from "../../readiness/forms/static/file_store.js";

// As a browser has it: texts by key, and a limit.
function storage(limit = Infinity) {
  const kept = new Map();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => kept.delete(key),
    setItem: (key, text) => {
      if (text.length > limit) throw new Error("QuotaExceededError");
      kept.set(key, text);
    },
  };
}

const noon = () => new Date("2026-03-31T12:00:00Z");
const opened = (place) =>
  sheetStore(
    deviceStore("form", () => place),
    noon,
  );
const answer = (sheets, item, value, note = "") => {
  const kept = sheets.read();
  return sheets.write(kept, applied(kept.sheet, { item, answer: value, note }));
};

test("what is answered is there when the page is opened again", () => {
  const place = storage();
  answer(opened(place), "PR-01", "a", "since March");
  const again = opened(place).read();
  assert.deepEqual(again.sheet.answers, { "PR-01": { answer: "a", note: "since March", evidence_note: "" } });
  assert.deepEqual([again.revision, again.saved_at, again.sheet.date], [1, "2026-03-31T12:00:00.000Z", "2026-03-31"]);
  assert.deepEqual([...place.kept.keys()], ["form"], "the trial leaves nothing behind");
});

test("two forms on one device know nothing of each other", () => {
  const place = storage();
  answer(opened(place), "PR-01", "a");
  assert.deepEqual(
    sheetStore(
      deviceStore("other", () => place),
      noon,
    ).read().sheet.answers,
    {},
  );
});

test("every change is taken back in turn, down to the empty sheet", () => {
  const sheets = opened(storage());
  const seen = [sheets.read().sheet];
  const changes = [
    { item: "PR-01", answer: "a" },
    { item: "PR-01", answer: "b" },
    { company: "Öz" },
    { profile: { employees: 5 } },
    { clear: "PR-01" },
    { mode: "quick" },
  ];
  for (const change of changes) {
    const kept = sheets.read();
    sheets.write(kept, applied(kept.sheet, change));
    seen.push(sheets.read().sheet);
  }
  while (sheets.read().past.length) {
    assert.deepEqual(sheets.read().sheet, seen.pop());
    sheets.undo(sheets.read());
  }
  assert.deepEqual([sheets.read().sheet, seen.length], [seen[0], 1]);
  assert.equal(sheets.read().revision, 2 * changes.length, "taking back is a change too");
});

test("fifty steps are kept, and a long note once", () => {
  const place = storage();
  const sheets = opened(place);
  answer(sheets, "PR-02", "unknown", "n".repeat(10_000));
  for (let step = 0; step < 60; step += 1) answer(sheets, "PR-01", String(step));
  assert.equal(sheets.read().past.length, 50);
  assert.ok(place.getItem("form").length < 25_000);
});

test("a full browser gives up what can be taken back before an answer", () => {
  const sheets = opened(storage(700));
  for (let step = 0; step < 9; step += 1) answer(sheets, "PR-01", "a", `${step}`.repeat(60));
  assert.equal(sheets.read().sheet.answers["PR-01"].note, "8".repeat(60));
  assert.ok(sheets.read().past.length < 9);
  assert.throws(() => answer(sheets, "PR-01", "a", "x".repeat(1000)), /Quota/);
  assert.equal(sheets.read().sheet.answers["PR-01"].note, "8".repeat(60), "what was kept before is still there");
});

test("a browser that keeps nothing is said, and the form works all the same", () => {
  const refused = () => {
    throw new Error("SecurityError");
  };
  const store = deviceStore("form", refused);
  const sheets = sheetStore(store, noon);
  answer(sheets, "PR-01", "a");
  assert.deepEqual([store.kept, sheets.read().sheet.answers["PR-01"].answer], [false, "a"]);
  assert.equal(deviceStore("form", () => storage(0)).kept, false, "a store without room is none");
  assert.equal(deviceStore("form", () => storage()).kept, true);
});

test("what lies there broken is an empty sheet, and deleting is deleting", () => {
  for (const text of ["{", "null", "[]", '{"past": []}', '"x"']) {
    const place = storage();
    place.setItem("form", text);
    assert.deepEqual([opened(place).read().revision, opened(place).read().sheet.answers], [0, {}], text);
  }
  const place = storage();
  answer(opened(place), "PR-01", "a");
  opened(place).clear();
  assert.equal(place.kept.size, 0);
});

test("one change at a time: an answer, one taken away, a fact emptied, a word", () => {
  const sheet = { company: "", profile: { employees: 5, works_council: true }, answers: { "PR-01": { answer: "a" } } };
  assert.deepEqual(applied(sheet, { clear: "PR-01" }).answers, {});
  assert.deepEqual(applied(sheet, { profile: { employees: null } }).profile, { works_council: true });
  assert.deepEqual(applied(sheet, { company: "Öz" }), { ...sheet, company: "Öz" });
  assert.deepEqual(sheet.answers, { "PR-01": { answer: "a" } }, "the sheet before stays as it was");
});
