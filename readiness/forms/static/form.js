// Draws any instrument from its spec into one element. Hosts keep the answers; this module only shows and asks.
import { announceChange, settleConflict } from "./conflict.js";
import { devicePart } from "./device.js";
import { el, foreign, wording } from "./dom.js";
import { keysPart, listenToKeys } from "./keyboard.js";
import { profileView } from "./profile.js";
import { checkNumber, questionView, storeNote } from "./question.js";
import { resultView } from "./result.js";
import { reviewView } from "./review.js";
import { applies } from "./score.js";

export async function mount(root, host, { language } = {}) {
  const { spec, state: first } = await host.load();
  const form = new Form(root, host, spec, first, language || spec.languages[0]);
  form.start();
  return form;
}

class Form {
  constructor(root, host, spec, state, language) {
    Object.assign(this, { root, host, spec, state, language });
    this.drafts = {}; // what is typed but not stored yet, by item or field; survives every redraw
    this.queue = Promise.resolve(); // changes go out one after the other, each on the revision before it
    this.hotkeys = true;
    this.view = { name: "profile" };
  }

  start() {
    this.root.classList.add("rf");
    this.root.dataset.lmSuppressShortcuts = "true"; // JupyterLab leaves keys alone inside such an element
    for (const kind of ["keydown", "keyup", "keypress", "paste", "copy", "cut"]) {
      this.root.addEventListener(kind, (event) => event.stopPropagation());
    }
    listenToKeys(this);
    this.host.watch?.((state) => announceChange(this, state));
    const begun = Object.keys(this.state.answers).length > 0;
    if (begun) this.view = this.nextOpen();
    this.draw({ focus: false });
  }

  // --- what is asked ---
  items() {
    const all = this.spec.items.filter((item) => applies(item, this.state.profile));
    if (this.state.mode !== "quick") return all;
    return this.spec.quick_check.map((id) => all.find((item) => item.id === id)).filter(Boolean);
  }
  done(item) {
    return item.id in this.state.answers || item.id in (this.state.measured ?? {});
  }
  nextOpen() {
    const item = this.items().find((one) => !this.done(one));
    return item ? { name: "question", id: item.id } : { name: "result" };
  }

  // --- changes ---
  change(change) {
    this.queue = this.queue.then(() => this.send(change));
    return this.queue;
  }
  async send(change) {
    this.say(this.t("save.saving"));
    try {
      const reply = await this.host.change(change, this.state.revision);
      if (reply.conflict) return await settleConflict(this, change, reply.state);
      if (reply.error) return this.fail(this.pick(reply.error.sentence));
      this.state = reply.state;
      this.fail("");
      this.refresh();
      return true;
    } catch {
      return this.fail(this.t("save.failed"), change);
    }
  }
  say(text) {
    if (this.saved) this.saved.textContent = text;
  }
  fail(text, again) {
    this.say(text ? this.t("save.not_saved") : this.savedText());
    this.alert.replaceChildren(...(text ? [el("p", {}, text)] : []));
    if (again) this.alert.append(this.button("save.again", () => this.change(again)));
    if (text) this.alert.scrollIntoView?.({ block: "nearest" }); // it stands above the question, the button below
    return false;
  }
  savedText() {
    const { saved_at: at, place } = this.state;
    if (!at) return this.t("save.nothing");
    const time = new Date(at).toLocaleTimeString(this.language, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    return this.t(place ? "save.saved_in" : "save.saved", { time, place: this.pick(place) });
  }

  // --- drawing ---
  draw({ focus = true, keep } = {}) {
    Object.assign(this, wording(this.spec, this.language));
    this.root.lang = this.language;
    if (this.host.kind !== "cell") {
      document.documentElement.lang = this.language;
      document.title = `${this.pick(this.spec.title)} – ${this.t("title")}`;
    }
    this.saved = el("p", { class: "rf-saved", role: "status" }, this.savedText());
    this.alert = el("div", { class: "rf-alert", role: "alert" });
    this.undo = this.button("undo", () => this.takeBack(), "rf-quiet");
    this.progress = el("nav", { class: "rf-progress", "aria-label": this.t("progress.label") });
    const view = { profile: profileView, question: questionView, review: reviewView, result: resultView }[
      this.view.name
    ];
    const about = { class: `rf-view rf-${this.view.name}`, "aria-labelledby": "rf-heading" };
    this.root.replaceChildren(
      this.head(),
      this.host.warning ? el("p", { class: "rf-warning" }, this.pick(this.host.warning)) : "",
      this.progress,
      this.alert,
      el(this.host.kind === "cell" ? "section" : "main", about, view(this)),
      this.foot(),
    );
    this.refresh();
    const target = keep
      ? this.root.querySelector(`[data-k="${CSS.escape(keep)}"]`)
      : focus && this.root.querySelector("#rf-heading");
    if (target) target.focus();
  }
  head() {
    const { company } = this.state;
    const { startUrl: href } = this.host;
    return el(
      "header",
      { class: "rf-head" },
      el(
        "div",
        {},
        el("p", { class: "rf-title" }, this.pick(this.spec.title)),
        company ? el("p", { class: "rf-company" }, foreign(company, 80)) : null,
      ),
      el(
        "div",
        { class: "rf-tools" },
        href ? el("a", { class: "rf-button rf-quiet", href }, this.t("start")) : null,
        this.languageChoice(),
      ),
    );
  }
  foot() {
    const here = this.view.name;
    const to = (name) => (here === name ? null : this.button(`${name}.go`, () => this.go({ name }), "rf-quiet"));
    return el(
      "footer",
      { class: "rf-foot" },
      this.saved,
      el("div", { class: "rf-tools" }, this.undo, to("review"), to("result")),
      keysPart(this),
      this.host.forget && here !== "question" ? devicePart(this) : null,
    );
  }
  refresh() {
    this.say(this.savedText());
    this.undo.disabled = !this.state.can_undo;
    const items = this.items();
    const here = this.spec.items.find((item) => item.id === this.view.id)?.dimension;
    const steps = this.spec.dimensions.map((dimension) => {
      const inside = items.filter((item) => item.dimension === dimension.id);
      if (!inside.length) return null;
      const done = inside.filter((item) => this.done(item)).length;
      const text = this.t("progress.dimension", { dimension: this.pick(dimension.title), done, all: inside.length });
      const bar = el("span", { class: "rf-step-bar", "aria-hidden": "true" });
      bar.style.setProperty("--done", done / inside.length);
      return el(
        "li",
        { class: "rf-step", "aria-current": here === dimension.id ? "step" : null },
        el("span", { class: "rf-step-name" }, text),
        bar,
      );
    });
    this.progress.replaceChildren(el("ol", {}, steps));
  }
  // One other language is a button with its name; of several the person chooses in a list.
  languageChoice() {
    const { languages, texts } = this.spec;
    const others = languages.filter((one) => one !== this.language);
    const named = (tag, one, props) => el(tag, { lang: one, ...props }, texts[one]["language.name"]);
    if (others.length < 2) {
      const toggle = { type: "button", class: "rf-quiet", "data-k": "language" };
      return others.map((one) => named("button", one, { ...toggle, onclick: () => this.switchTo(one) }));
    }
    const onchange = (event) => this.switchTo(event.target.value);
    const box = el(
      "select",
      { class: "rf-languages", "aria-label": this.t("language"), "data-k": "language", onchange },
      languages.map((one) => named("option", one, { value: one })),
    );
    box.value = this.language;
    return box;
  }
  switchTo(language) {
    const keep = this.root.contains(document.activeElement) ? document.activeElement.dataset.k : null;
    this.language = language;
    this.host.language?.(language);
    this.draw({ keep, focus: false });
  }
  go(view) {
    this.view = view;
    this.draw();
    this.root.scrollIntoView?.({ block: "start" });
  }
  button(key, onclick, kind = "") {
    return el("button", { type: "button", class: kind, "data-k": key, onclick }, this.t(key));
  }
  heading(text, level = "h1") {
    return el(level, { id: "rf-heading", tabindex: "-1", "data-k": "heading" }, text);
  }

  modeButton() {
    const to = this.state.mode === "quick" ? "full" : "quick";
    return this.button(`mode.${to}`, async () => {
      if (await this.change({ mode: to })) this.go(this.nextOpen());
    });
  }

  // --- from one question to another ---
  async next() {
    const item = this.spec.items.find((one) => one.id === this.view.id);
    if (item && !checkNumber(this, item)) return this.root.querySelector("#rf-number").focus();
    if (item && !storeNote(this, item)) return this.fail(this.t("question.note_waits"));
    document.activeElement?.blur?.(); // a field that is being typed in stores itself on leaving
    await this.queue;
    if (this.alert.querySelector("button")) return; // what could not be saved stays on screen
    if (!item) return this.go(this.nextOpen());
    const items = this.items();
    const after = items.slice(items.indexOf(item) + 1)[0];
    if (after) return this.go({ name: "question", id: after.id });
    this.go({ name: items.every((one) => this.done(one)) ? "result" : "review" });
  }
  back() {
    const items = this.items();
    const at = items.findIndex((one) => one.id === this.view.id);
    this.go(at > 0 ? { name: "question", id: items[at - 1].id } : { name: "profile" });
  }
  async takeBack() {
    const before = this.state.answers;
    this.drafts = {};
    if (!(await this.change({ undo: true }))) return;
    const same = (id) => JSON.stringify(before[id]) === JSON.stringify(this.state.answers[id]);
    const changed = this.spec.items.find((item) => !same(item.id));
    if (changed) this.view = { name: "question", id: changed.id };
    this.draw();
    this.say(this.t("undo_done"));
  }

  // --- words ---
  answerText(item, answer) {
    if (answer === undefined || answer === null) return "";
    if (typeof answer === "number") return `${this.number(answer, 6)} ${this.pick(item.unit)}`;
    const options = [...(item.options ?? []), ...this.spec.states];
    return this.pick(options.find((option) => option.id === answer)?.label) || String(answer);
  }
}
