// Data enters the page only as text, and texts say what is missing instead of nothing.
import assert from "node:assert/strict";
import test from "node:test";
import { el, foreign, readNumber, wording } from "../../readiness/forms/static/dom.js";
import { page, vectors } from "./shared.js";

const HOSTILE = ['"><img src=x onerror=alert(1)>', "<script>alert(1)</script>", "&lt;b&gt;", "\u202egnp.exe"];

test("numbers are read as Python reads them", () => {
  for (const [text, decimal, whole, wanted] of vectors("typed_numbers")) {
    const expected = typeof wanted === "string" ? { fault: wanted } : { value: wanted };
    assert.deepEqual(readNumber(text, decimal, whole), expected, JSON.stringify([text, decimal, whole]));
  }
});

test("what somebody wrote stays text in content, attributes and values", () => {
  page();
  for (const text of HOSTILE) {
    const node = el("p", { title: text, value: text }, text, [[text]], foreign(text));
    assert.deepEqual(node.children.slice(0, 2), [text, text], "a string is appended as it is, never parsed");
    assert.equal(node.attributes.title, text);
    assert.equal(node.value, text);
    assert.deepEqual([node.children[2].tag, node.children[2].children], ["bdi", [text]]);
  }
});

test("attributes: true is bare, what is not there is left out, a function listens", () => {
  page();
  const click = () => {};
  const node = el("button", {
    hidden: true,
    lang: null,
    title: undefined,
    open: false,
    checked: false,
    onclick: click,
  });
  assert.deepEqual(node.attributes, { hidden: "" });
  assert.equal(node.listeners.click, click);
  assert.deepEqual(el("p", {}, null, undefined, false, "", 0).children, ["", 0]);
});

test("what is long is cut where it is shown", () => {
  page();
  assert.equal(foreign("a".repeat(400)).textContent, `${"a".repeat(300)} …`);
  assert.equal(foreign("abc", 3).textContent, "abc");
});

test("words: singular and plural, values, the language that stands in, the key itself", () => {
  const texts = { en: { "left.one": "{count} is left", "left.many": "{count} are left", where: "in {place}" } };
  const { t, pick } = wording({ texts, fallback: "de" }, "en");
  assert.deepEqual(
    [1, 2].map((count) => t("left", { count })),
    ["1 is left", "2 are left"],
  );
  assert.equal(t("where", { place: "$&{count}" }), "in $&{count}");
  assert.equal(t("where"), "in {place}");
  assert.equal(t("nothing.here"), "nothing.here");
  assert.deepEqual(
    [pick({ de: "ja" }), pick({ de: "ja", en: "yes" }), pick("as it is"), pick(undefined)],
    ["ja", "yes", "as it is", ""],
  );
});

test("numbers are written with the signs of the language", () => {
  const signs = (decimal, group, percent) => ({
    "format.decimal": decimal,
    "format.group": group,
    "format.percent": percent,
  });
  const texts = {
    de: signs(",", ".", "{value} %"),
    en: signs(".", ",", "{value}%"),
    fr: signs(",", "\u202f", "{value} %"),
  };
  const written = (language) => {
    const { number, typed, percent } = wording({ texts }, language);
    return [number(1234567.5, 1), typed(1234.5), percent(0.1234), percent(0.5, 1, 1)];
  };
  assert.deepEqual(written("de"), ["1.234.567,5", "1234,5", "12 %", "50,0 %"]);
  assert.deepEqual(written("en"), ["1,234,567.5", "1234.5", "12%", "50.0%"]);
  assert.deepEqual(written("fr"), ["1\u202f234\u202f567,5", "1234,5", "12 %", "50,0 %"]);
});
