// What several tests need: vectors that Python keeps too, a small audit, and as much of a page as the form touches.
import { readFileSync } from "node:fs";

export const vectors = (name) => JSON.parse(readFileSync(new URL(`../shared/${name}.json`, import.meta.url), "utf-8"));

const both = (text) => ({ de: `${text} (de)`, en: `${text} (en)` });

export const SPEC = {
  audit: "practice",
  edition: "2026.1",
  languages: ["de", "en"],
  texts: { de: { "file.name": "antworten" }, en: { "file.name": "answers" } },
  profile: [
    { id: "employees", type: "integer" },
    { id: "works_council", type: "boolean" },
  ],
  states: [{ id: "unknown", label: both("do not know") }],
  items: [
    { id: "PR-01", kind: "choice", question: both("first"), options: [{ id: "a", label: both("A") }] },
    { id: "PR-02", kind: "number", question: both("second"), range: [0, 50], whole: true, unit: both("cases") },
  ],
};

// An element that keeps what is put into it; whatever would read text as markup is not there and fails.
class Element {
  constructor(tag) {
    Object.assign(this, { tag, children: [], attributes: {}, listeners: {}, open: false, parent: null });
  }
  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }
  addEventListener(kind, listener) {
    this.listeners[kind] = listener;
  }
  append(...parts) {
    for (const part of parts) if (part instanceof Element) part.parent = this;
    this.children.push(...parts);
  }
  replaceChildren(...parts) {
    this.children = [];
    this.append(...parts);
  }
  remove() {
    this.parent.children = this.parent.children.filter((one) => one !== this);
  }
  showModal() {
    this.open = true;
  }
  close() {
    this.open = false;
  }
  get textContent() {
    return this.children.map((one) => one.textContent ?? String(one)).join("");
  }
  find(test) {
    if (test(this)) return this;
    for (const one of this.children) {
      const found = one instanceof Element && one.find(test);
      if (found) return found;
    }
    return null;
  }
}

// The part of a page that the modules use; a test that draws calls this first.
export function page(language = "de") {
  globalThis.document = { createElement: (tag) => new Element(tag), documentElement: { lang: language } };
  return new Element("div");
}
