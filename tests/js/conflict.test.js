// Two changed the same sheet: the person sees both answers and decides; until then nothing is sent or lost.
import assert from "node:assert/strict";
import test from "node:test";
import { announceChange, settleConflict, sides } from "../../readiness/forms/static/conflict.js";
import { el } from "../../readiness/forms/static/dom.js";
import { page, SPEC } from "./shared.js";

const MINE = { item: "PR-01", answer: "a", note: "my <b>note</b>", evidence_note: "" };
const THEIRS = { revision: 5, answers: { "PR-01": { answer: "unknown" } } };

function formWith(drafts = {}) {
  const form = {
    root: page(),
    alert: el("div"),
    spec: SPEC,
    drafts,
    done: [],
    state: { revision: 4, answers: {} },
    t: (key) => key,
    pick: (map) => map.en,
    answerText: (item, answer) => (answer === undefined ? "" : `answer ${answer}`),
    button: (key, onclick) => el("button", { "data-k": key, onclick }, key),
    draw: () => form.done.push("draw"),
    fail: (text) => form.done.push(`fail ${text}`),
    send: async (change) => form.done.push(change),
  };
  return form;
}

const dialogOf = (form) => form.root.find((node) => node.tag === "dialog");
const press = (form, key) => form.root.find((node) => node.attributes["data-k"] === key).listeners.click();

test("both answers are shown, with the note, and nothing happens before a choice", () => {
  const form = formWith();
  settleConflict(form, MINE, THEIRS);
  const dialog = dialogOf(form);
  assert.ok(dialog.open);
  for (const words of ["first (en)", "answer a", "my <b>note</b>", "answer unknown"])
    assert.ok(dialog.textContent.includes(words), words);
  assert.deepEqual([form.done, form.state.revision], [[], 4]);
});

test("keeping one's own sends it again on top of the other state", async () => {
  const form = formWith({ "PR-01": { answer: "a" } });
  const settled = settleConflict(form, MINE, THEIRS);
  press(form, "conflict.keep_mine");
  await settled;
  assert.deepEqual([form.done, form.state], [["draw", MINE], THEIRS]);
  assert.deepEqual([form.drafts, dialogOf(form)], [{ "PR-01": { answer: "a" } }, null]);
});

test("taking the other answer, or leaving the choice, drops what was typed and sends nothing", async () => {
  const ways = [
    (form) => press(form, "conflict.take_theirs"),
    (form) => dialogOf(form).listeners.cancel({ preventDefault() {} }),
  ];
  for (const leave of ways) {
    const form = formWith({ "PR-01": { answer: "a" }, "PR-02": { typed: "7" } });
    const settled = settleConflict(form, MINE, THEIRS);
    leave(form);
    assert.equal(await settled, false);
    assert.deepEqual([form.done, form.state, form.drafts], [["draw"], THEIRS, { "PR-02": { typed: "7" } }]);
  }
});

test("a change that is about no question names none and loses no draft", async () => {
  const form = formWith({ "PR-02": { typed: "7" } });
  const settled = settleConflict(form, { company: "Öz" }, THEIRS);
  assert.ok(!dialogOf(form).textContent.includes("conflict.yours"));
  press(form, "conflict.take_theirs");
  await settled;
  assert.deepEqual(form.drafts, { "PR-02": { typed: "7" } });
});

test("an answer that was taken away is an open one", () => {
  const both = sides(formWith(), { clear: "PR-01" }, THEIRS);
  assert.deepEqual([both.item.id, both.yours, both.theirs], ["PR-01", "", "answer unknown"]);
});

test("a change from elsewhere is offered, never taken over unasked; one's own is not news", () => {
  const form = formWith();
  announceChange(form, { revision: 4 });
  assert.deepEqual(form.alert.children, []);
  announceChange(form, THEIRS);
  assert.equal(form.state.revision, 4);
  form.alert.find((node) => node.attributes["data-k"] === "conflict.show").listeners.click();
  assert.deepEqual([form.state, form.done], [THEIRS, ["fail ", "draw"]]);
});
