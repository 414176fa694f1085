// The single file as the form sees it: changes, an answer file out and in, and what is refused.
import assert from "node:assert/strict";
import test from "node:test";
import { answerText, fileHost, legal } from "../../readiness/forms/static/file_host.js";
import { deviceStore } from "../../readiness/forms/static/file_store.js";
import { page, SPEC } from "./shared.js";

const refused = () => {
  throw new Error("no storage");
};
const host = () => fileHost(SPEC, "form-1", deviceStore("form", refused));

test("an answer is kept; a change on an older state is a conflict and changes nothing", async () => {
  const file = host();
  const first = (await file.load()).state;
  const { state } = await file.change({ item: "PR-01", answer: "a" }, first.revision);
  assert.deepEqual([state.answers["PR-01"].answer, state.can_undo, state.sheet], ["a", true, "form-1"]);
  const late = await file.change({ item: "PR-01", answer: "unknown" }, first.revision);
  assert.equal(late.conflict, true);
  assert.deepEqual([late.state, (await file.load()).state], [state, state]);
  const undone = await file.change({ undo: true }, state.revision);
  assert.deepEqual([undone.state.answers, undone.state.can_undo], [{}, false]);
  assert.equal((await file.change({ undo: true }, undone.state.revision)).error.code, "nothing_to_undo");
});

test("an answer the question does not have is refused", async () => {
  const file = host();
  const wrong = [
    ["PR-01", "z"],
    ["PR-01", 3],
    ["PR-02", 51],
    ["PR-02", -1],
    ["PR-02", 1.5],
    ["PR-02", Number.NaN],
    ["PR-02", "a"],
    ["PR-09", "a"],
    ["PR-01", undefined],
  ];
  for (const [item, answer] of wrong) {
    assert.equal((await file.change({ item, answer }, 0)).error?.code, "answer_refused", `${item} ${answer}`);
  }
  assert.deepEqual(
    [legal(SPEC, "PR-01", "a"), legal(SPEC, "PR-02", 50), legal(SPEC, "PR-02", "unknown")],
    [true, true, true],
  );
});

test("an answer file comes home as it left", async () => {
  page("de");
  const file = host();
  let { revision } = (await file.load()).state;
  const changes = [
    { item: "PR-01", answer: "a", note: "=cmd <b>\u0085\ufeff", evidence_note: "folder 3" },
    { item: "PR-02", answer: 7 },
    { company: "Öz & Söhne" },
    { role: "it" },
    { profile: { employees: 12, works_council: false } },
  ];
  for (const change of changes) ({ revision } = (await file.change(change, revision)).state);
  const { name, text } = await file.answerFile();
  assert.match(name, /^antworten-practice-\d{4}-\d\d-\d\d\.json$/);
  assert.ok(text.includes("\\u0085") && text.includes("\\ufeff"), "a YAML reader takes it too");
  assert.ok(!("mode" in JSON.parse(text)), "how it was asked is no answer");
  const other = host();
  const { state } = await other.importFile(text);
  const mine = (await file.load()).state;
  for (const key of ["answers", "company", "role", "date", "profile"]) assert.deepEqual(state[key], mine[key], key);
});

test("a file that does not belong here is refused and nothing is taken from it", async () => {
  const head = { audit: "practice", edition: "2026.1" };
  const files = [
    ["{", "not_json"],
    ["null", "other_audit"],
    ["[]", "other_audit"],
    [JSON.stringify({ ...head, edition: "2025.1" }), "other_audit"],
    [JSON.stringify({ ...head, answers: { "PR-01": "z" } }), "wrong_answer"],
    [JSON.stringify({ ...head, answers: { "PR-02": { answer: 99 } } }), "wrong_answer"],
  ];
  for (const [text, code] of files) {
    const file = host();
    assert.equal((await file.importFile(text)).error.code, code, text);
    assert.equal((await file.load()).state.revision, 0);
  }
});

test("a file of the other program may be short: answers alone, facts that fit", async () => {
  const text = JSON.stringify({
    audit: "practice",
    edition: "2026.1",
    answers: { "PR-01": "a" },
    profile: { employees: "12", works_council: true },
  });
  const { state } = await host().importFile(text);
  assert.deepEqual(state.answers, { "PR-01": { answer: "a", note: "", evidence_note: "" } });
  assert.deepEqual(state.profile, { works_council: true });
});

test("the answer file ends like a file", () => {
  assert.ok(answerText(SPEC, { mode: "full", answers: {} }).endsWith("}\n"));
});

test("what the browser does not keep is said before anything is typed", () => {
  assert.deepEqual(Object.keys(host().warning), ["de", "en"]);
});
