// The form without a mouse: Enter goes on, one key chooses an answer; the keys can be switched off.
import { el } from "./dom.js";

const TYPED = "input[type=text], input[type=file], textarea, select";
const ACTS_ITSELF = "button, a, summary, textarea, select";

// Numbers are typed, so their other answers take letters; everywhere else digits choose.
export function choiceKey(item, index) {
  return item.kind === "number" ? "abcdefgh"[index] : String(index + 1);
}

// What a key means where it is pressed: "next", "choose", or nothing.
export function meaning(event, view, hotkeys) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null;
  if (event.key === "Enter" && (view === "question" || view === "profile")) {
    return event.target.closest(ACTS_ITSELF) ? null : "next";
  }
  return view === "question" && hotkeys && !event.target.closest(TYPED) ? "choose" : null;
}

export function listenToKeys(form) {
  const { root } = form;
  root.addEventListener("keydown", (event) => {
    const found = root.querySelector("dialog[open]") ? null : meaning(event, form.view.name, form.hotkeys);
    if (found === "next") {
      event.preventDefault();
      form.next();
    } else if (found === "choose") choose(root, event);
  });
}

function choose(root, event) {
  const radio = root.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (radio) {
    event.preventDefault();
    radio.focus();
    radio.click();
  } else if (/^[0-9]$/.test(event.key)) root.querySelector("#rf-number")?.select(); // the digit lands in the field
}

export function keysPart(form) {
  const onchange = (event) => {
    form.hotkeys = event.target.checked;
  };
  const box = el("input", { type: "checkbox", "data-k": "hotkeys", checked: form.hotkeys, onchange });
  return el(
    "details",
    { class: "rf-keys" },
    el("summary", { "data-k": "keys" }, form.t("keys.title")),
    el("p", {}, form.t("keys.text")),
    el("label", { class: "rf-chip" }, box, el("span", {}, form.t("keys.on"))),
  );
}
