// Which key does what, and where it does nothing because somebody is typing.
import assert from "node:assert/strict";
import test from "node:test";
import { choiceKey, meaning } from "../../readiness/forms/static/keyboard.js";

// A target that knows the selectors it lies within, as `closest` would find them.
const within = (...names) => ({
  closest: (selector) => selector.split(", ").find((one) => names.includes(one)) ?? null,
});
const press = (key, target = within(), more = {}) => ({ key, target, ...more });

test("digits choose, and letters where digits are typed", () => {
  assert.deepEqual(
    [0, 1, 8].map((index) => choiceKey({ kind: "choice" }, index)),
    ["1", "2", "9"],
  );
  assert.deepEqual(
    [0, 1, 7].map((index) => choiceKey({ kind: "number" }, index)),
    ["a", "b", "h"],
  );
});

test("Enter goes on from a question and from the company, nowhere else", () => {
  const views = ["profile", "question", "review", "result"];
  assert.deepEqual(
    views.map((view) => meaning(press("Enter"), view, true)),
    ["next", "next", null, null],
  );
  assert.equal(meaning(press("Enter", within("input[type=text]")), "question", true), "next", "also out of a number");
  assert.equal(meaning(press("Enter"), "question", false), "next", "also with the keys switched off");
});

test("Enter belongs to whatever acts on it itself", () => {
  for (const name of ["button", "a", "summary", "textarea", "select"]) {
    assert.equal(meaning(press("Enter", within(name)), "question", true), null, name);
  }
});

test("keys choose an answer only while a question is shown and nobody is typing", () => {
  assert.equal(meaning(press("2"), "question", true), "choose");
  assert.equal(meaning(press("2", within("button")), "question", true), "choose");
  assert.equal(meaning(press("2"), "question", false), null, "switched off");
  for (const view of ["profile", "review", "result"]) assert.equal(meaning(press("2"), view, true), null, view);
  for (const name of ["input[type=text]", "input[type=file]", "textarea", "select"]) {
    assert.equal(meaning(press("2", within(name)), "question", true), null, name);
  }
});

test("shortcuts of the browser and half-written signs are left alone", () => {
  for (const held of ["ctrlKey", "metaKey", "altKey", "isComposing"]) {
    for (const key of ["Enter", "1"])
      assert.equal(meaning(press(key, within(), { [held]: true }), "question", true), null, held);
  }
});
