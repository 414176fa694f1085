// The score of the single file against what Python reckons, to nine digits.
import assert from "node:assert/strict";
import test from "node:test";
import { applies, attainedBy, outcome } from "../../readiness/forms/static/score.js";
import { vectors } from "./shared.js";

const { spec, cases } = vectors("score_vectors");

function same(found, wanted, where) {
  if (typeof wanted === "number" && typeof found === "number") {
    assert.ok(Math.abs(found - wanted) <= 2e-9, `${where}: ${found} is not ${wanted}`);
  } else if (wanted !== null && typeof wanted === "object") {
    assert.deepEqual(Object.keys(found).toSorted(), Object.keys(wanted).toSorted(), where);
    for (const key of Object.keys(wanted)) same(found[key], wanted[key], `${where}.${key}`);
  } else assert.equal(found, wanted, where);
}

for (const [number, { state, outcome: wanted }] of cases.entries()) {
  test(`sheet ${number + 1} has the outcome that Python reckons`, () => {
    const found = outcome(spec, state);
    same(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted, "outcome");
  });
}

test("points between two marks lie on the line between them, and stay at the ends outside", () => {
  const item = {
    points: [
      [0, 100],
      [0.25, 70],
      [1, 40],
    ],
    range: [0, 10],
  };
  assert.deepEqual(
    [0, 0.125, 0.25, 0.625, 1, 9].map((value) => attainedBy(item, value, {})),
    [100, 85, 70, 55, 40, 40],
  );
  assert.equal(attainedBy(item, 11, {}), null, "out of range");
});

test("a count is scored per head, and not at all without a head count", () => {
  const item = {
    points: [
      [0, 100],
      [1, 0],
    ],
    range: [0, 100],
    normalise_by: "employees",
  };
  assert.equal(attainedBy(item, 5, { employees: 10 }), 50);
  assert.equal(attainedBy(item, 5, {}), null);
});

test("only a plain no takes a question away", () => {
  const item = { ask_if: "uses_ai" };
  assert.deepEqual(
    [true, undefined, null, false].map((uses_ai) => applies(item, { uses_ai })),
    [true, true, true, false],
  );
});

test("what a file measured goes before what was answered", () => {
  const id = spec.items.find((item) => item.kind === "number" && !item.normalise_by).id;
  const state = { profile: {}, answers: { [id]: { answer: "unknown" } }, measured: { [id]: { attained: 64 } } };
  const row = outcome(spec, state).items.find((one) => one.id === id);
  assert.deepEqual([row.state, row.attained], ["answered", 64]);
});
