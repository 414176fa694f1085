// A number that is typed for a question: taken, or refused with the reason; notes are kept with their answer.
import assert from "node:assert/strict";
import test from "node:test";
import { storeNote, typedAnswer } from "../../readiness/forms/static/question.js";

const CASES = { range: [0, 5000], whole: true };
const SHARE = { range: [0, 100] };

test("what fits the question is taken", () => {
  assert.deepEqual(typedAnswer(CASES, "1.200", ","), { value: 1200 });
  assert.deepEqual(typedAnswer(SHARE, "12,5", ","), { value: 12.5 });
  assert.deepEqual(
    [0, 100].map((end) => typedAnswer(SHARE, String(end), ".").value),
    [0, 100],
    "the ends belong to it",
  );
});

test("what does not fit is refused with the reason", () => {
  const fault = (item, text) => typedAnswer(item, text, ",").fault;
  assert.deepEqual(
    [fault(CASES, "5001"), fault(SHARE, "-1"), fault(CASES, "12,5"), fault(SHARE, "1.234"), fault(SHARE, "viel")],
    ["out_of_range", "out_of_range", "whole", "ambiguous", "not_a_number"],
  );
});

function formWith(drafts, answers = {}) {
  const sent = [];
  return { drafts, state: { answers }, sent, change: async (change) => sent.push(change), root: null };
}

test("a note waits for its answer and then goes with it", () => {
  const item = { id: "PR-01", kind: "choice" };
  const waiting = formWith({ "PR-01": { note: "since March" } });
  assert.equal(storeNote(waiting, item), false);
  assert.deepEqual(waiting.sent, []);
  const answered = formWith(
    { "PR-01": { note: "since March" } },
    { "PR-01": { answer: "a", evidence_note: "folder 3" } },
  );
  assert.equal(storeNote(answered, item), true);
  assert.deepEqual(answered.sent, [{ item: "PR-01", answer: "a", note: "since March", evidence_note: "folder 3" }]);
});

test("without a note nothing is sent", () => {
  const form = formWith({}, { "PR-01": { answer: "a" } });
  assert.equal(storeNote(form, { id: "PR-01" }), true);
  assert.equal(storeNote(formWith({}), { id: "PR-01" }), true);
  assert.deepEqual(form.sent, []);
});
