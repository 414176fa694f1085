// Draws any instrument from its spec into one element. Hosts keep the answers; this module only shows and asks.
import { el, foreign, readNumber, wording } from "./dom.js";
import { applies } from "./score.js";
import { resultView } from "./result.js";
import { needed, reviewView } from "./review.js";
import { devicePart, keysPart } from "./device.js";
import { profileView } from "./profile.js";

const TYPED = "input[type=text], input[type=file], textarea, select";

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
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.host.watch?.((state) => this.elsewhere(state));
    const begun = Object.keys(this.state.answers).length > 0;
    if (begun) this.view = this.nextOpen();
    this.draw({ focus: false });
  }

  // --- what is asked -------------------------------------------------------------------------------------------
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

  // --- changes -------------------------------------------------------------------------------------------------
  change(change) {
    this.queue = this.queue.then(() => this.send(change));
    return this.queue;
  }
  async send(change) {
    this.say(this.t("save.saving"));
    try {
      const reply = await this.host.change(change, this.state.revision);
      if (reply.conflict) return await this.conflict(change, reply.state);
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
    const time = new Date(at).toLocaleTimeString(this.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return this.t(place ? "save.saved_in" : "save.saved", { time, place: this.pick(place) });
  }

  // Somebody else changed the sheet: nothing is overwritten before the person has decided.
  conflict(mine, theirs) {
    return new Promise((resolve) => {
      const item = this.spec.items.find((one) => one.id === (mine.item ?? mine.clear));
      const line = (label, answer) => el("p", {}, `${label} `, foreign(answer || this.t("review.open")));
      const close = async (again) => {
        dialog.close();
        dialog.remove();
        this.state = theirs;
        if (!again && item) delete this.drafts[item.id];
        this.draw();
        resolve(again ? await this.send(mine) : false);
      };
      const dialog = el("dialog", { class: "rf-dialog", "aria-labelledby": "rf-conflict", oncancel: (event) => { event.preventDefault(); close(false); } },
        el("h2", { id: "rf-conflict" }, this.t("conflict.title")),
        el("p", {}, this.t("conflict.text")),
        item && el("p", {}, el("strong", {}, this.pick(item.question))),
        item && line(this.t("conflict.yours"), mine.clear ? "" : this.answerText(item, mine.answer)),
        item && mine.note && line(this.t("question.note"), mine.note),
        item && line(this.t("conflict.theirs"), this.answerText(item, theirs.answers[item.id]?.answer)),
        el("div", { class: "rf-actions" },
          this.button("conflict.take_theirs", () => close(false), "rf-primary"),
          this.button("conflict.keep_mine", () => close(true))));
      this.root.append(dialog);
      dialog.showModal();
    });
  }
  elsewhere(state) {
    if (state.revision === this.state.revision) return;
    const adopt = () => { this.state = state; this.fail(""); this.draw(); };
    this.alert.replaceChildren(el("p", {}, this.t("conflict.changed")), this.button("conflict.show", adopt));
  }

  // --- drawing -------------------------------------------------------------------------------------------------
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
    const body = { profile: () => profileView(this), question: () => this.questionView(),
      review: () => reviewView(this), result: () => resultView(this) }[this.view.name]();
    this.root.replaceChildren(
      el("header", { class: "rf-head" },
        el("div", {}, el("p", { class: "rf-title" }, this.pick(this.spec.title)),
          this.state.company ? el("p", { class: "rf-company" }, foreign(this.state.company, 80)) : null),
        el("div", { class: "rf-tools" },
          this.host.startUrl ? el("a", { class: "rf-button rf-quiet", href: this.host.startUrl }, this.t("start")) : null,
          this.languageChoice())),
      this.host.warning ? el("p", { class: "rf-warning" }, this.pick(this.host.warning)) : "",
      this.progress, this.alert,
      el(this.host.kind === "cell" ? "section" : "main", { class: `rf-view rf-${this.view.name}`, "aria-labelledby": "rf-heading" }, body),
      el("footer", { class: "rf-foot" }, this.saved,
        el("div", { class: "rf-tools" }, this.undo,
          this.view.name !== "review" ? this.button("review.go", () => this.go({ name: "review" }), "rf-quiet") : null,
          this.view.name !== "result" ? this.button("result.go", () => this.go({ name: "result" }), "rf-quiet") : null),
        keysPart(this), this.host.forget && this.view.name !== "question" ? devicePart(this) : null));
    this.refresh();
    const target = keep ? this.root.querySelector(`[data-k="${CSS.escape(keep)}"]`) : focus && this.root.querySelector("#rf-heading");
    if (target) target.focus();
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
      return el("li", { class: "rf-step", "aria-current": here === dimension.id ? "step" : null },
        el("span", { class: "rf-step-name" }, text), bar);
    });
    this.progress.replaceChildren(el("ol", {}, steps));
  }
  // One other language is a button with its name; of several the person chooses in a list.
  languageChoice() {
    const { languages, texts } = this.spec, others = languages.filter((one) => one !== this.language);
    const named = (tag, one, props) => el(tag, { lang: one, ...props }, texts[one]["language.name"]);
    if (others.length < 2) return others.map((one) => named("button", one, { type: "button", class: "rf-quiet", "data-k": "language", onclick: () => this.switchTo(one) }));
    const box = el("select", { class: "rf-languages", "aria-label": this.t("language"), "data-k": "language", onchange: (event) => this.switchTo(event.target.value) },
      languages.map((one) => named("option", one, { value: one })));
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
  heading(text, level = "h1") { return el(level, { id: "rf-heading", tabindex: "-1", "data-k": "heading" }, text); }

  modeButton() {
    const to = this.state.mode === "quick" ? "full" : "quick";
    return this.button(`mode.${to}`, async () => { if (await this.change({ mode: to })) this.go(this.nextOpen()); });
  }

  // --- one question --------------------------------------------------------------------------------------------
  questionView() {
    const items = this.items();
    const item = this.spec.items.find((one) => one.id === this.view.id);
    const at = items.indexOf(item);
    const dimension = this.spec.dimensions.find((one) => one.id === item.dimension);
    const measured = this.state.measured?.[item.id];
    this.fault = el("p", { class: "rf-fault", id: "rf-fault", role: "alert" });
    const where = this.t("question.where", { at: at + 1, all: items.length, dimension: this.pick(dimension.title) });
    const given = this.drafts[item.id]?.answer ?? this.state.answers[item.id]?.answer;
    const choices = [...(item.options ?? []), ...this.spec.states];
    const options = choices.map((option, index) => this.option(item, option, index, given));
    const split = options.length - this.spec.states.length;
    const describe = [item.help && "rf-help", item.criterion && "rf-criterion"].filter(Boolean).join(" ");
    return [el("p", { class: "rf-where" }, where),
      el("fieldset", { class: "rf-question-set", "aria-describedby": describe || null },
        el("legend", {}, this.heading(this.pick(item.question))),
        item.help ? el("p", { id: "rf-help", class: "rf-help" }, this.pick(item.help)) : null,
        item.criterion ? el("p", { id: "rf-criterion", class: "rf-criterion" }, this.pick(item.criterion)) : null,
        measured ? el("p", { class: "rf-measured" }, this.t("question.measured", { value: this.number(measured.value, 2), unit: this.pick(measured.unit) }), " ", foreign(measured.file ?? "")) : null,
        item.kind === "number" ? this.numberField(item, given) : null,
        el("div", { class: "rf-options" }, options.slice(0, split)),
        el("div", { class: "rf-options rf-states" }, options.slice(split))),
      item.must ? el("p", { class: "rf-duty" }, this.t(`duty.${item.must.kind}`), item.cite?.length ? `: ${item.cite.map((law) => this.pick(law)).join("; ")}` : "") : null,
      this.notes(item),
      el("div", { class: "rf-actions" },
        this.button("question.next", () => this.next(), "rf-primary"),
        this.button("question.back", () => this.back()),
        this.done(item) && item.id in this.state.answers ? this.button("question.clear", () => this.clear(item), "rf-quiet") : null)];
  }
  // Numbers are typed, so their other answers take letters; everywhere else digits choose.
  keyOf(item, index) {
    return item.kind === "number" ? "abcdefgh"[index] : String(index + 1);
  }
  option(item, option, index, given) {
    const input = el("input", { type: "radio", name: "rf-answer", value: option.id, "data-k": `option-${option.id}`,
      "data-key": this.keyOf(item, index), checked: given === option.id,
      onchange: () => this.answer(item, option.id) });
    return el("label", { class: "rf-option" }, input, el("span", { class: "rf-option-text" }, this.pick(option.label)),
      el("kbd", { "aria-hidden": "true" }, this.keyOf(item, index).toUpperCase()));
  }
  numberField(item, given) {
    const [low, high] = item.range.map((end) => this.number(end, 6));
    const unit = this.pick(item.unit);
    const shown = this.drafts[item.id]?.typed ?? (typeof given === "number" ? this.typed(given) : "");
    return el("div", { class: "rf-number" },
      el("label", { for: "rf-number" }, this.t("number.label", { unit })),
      el("div", { class: "rf-number-line" },
        el("input", { type: "text", inputmode: "decimal", id: "rf-number", "data-k": "number", autocomplete: "off", value: shown,
          "aria-describedby": "rf-range rf-fault",
          oninput: (event) => { this.draft(item).typed = event.target.value; },
          onchange: () => this.checkNumber(item) }), el("span", { class: "rf-unit", "aria-hidden": "true" }, unit)),
      el("p", { id: "rf-range", class: "rf-small" }, this.t(item.whole ? "number.range_whole" : "number.range", { low, high, unit })), this.fault, needed(this, item));
  }
  draft(item) { return (this.drafts[item.id] ??= {}); }
  // true: stored or nothing typed; false: the person is told what is wrong and the text stays where it is.
  checkNumber(item) {
    const typed = this.drafts[item.id]?.typed?.trim();
    if (!typed) return true;
    const field = this.root.querySelector("#rf-number");
    const { value, fault } = readNumber(typed, this.decimal, item.whole);
    const [low, high] = item.range;
    const wrong = fault ?? (value < low || value > high ? "out_of_range" : "");
    field.setAttribute("aria-invalid", wrong ? "true" : "false");
    this.fault.textContent = wrong ? this.t(`number.${wrong}`, { low: this.number(low, 6), high: this.number(high, 6), unit: this.pick(item.unit) }) : "";
    if (wrong) return false;
    delete this.drafts[item.id].typed;
    for (const radio of this.root.querySelectorAll("[name=rf-answer]")) radio.checked = false;
    this.answer(item, value);
    return true;
  }
  answer(item, answer) {
    const draft = this.draft(item);
    if (typeof answer === "string" && item.kind === "number") {
      delete draft.typed;
      this.root.querySelector("#rf-number").value = "";
      this.fault.textContent = "";
    }
    draft.answer = answer;
    const before = this.state.answers[item.id] ?? {};
    const change = { item: item.id, answer, note: draft.note ?? before.note ?? "", evidence_note: draft.evidence_note ?? before.evidence_note ?? "" };
    return this.change(change).then((stored) => {
      if (stored && this.drafts[item.id] === draft && draft.answer === answer) delete this.drafts[item.id];
      return stored;
    });
  }
  notes(item) {
    const stored = this.state.answers[item.id] ?? {};
    const part = (name) => {
      const value = this.drafts[item.id]?.[name] ?? stored[name] ?? "";
      const keep = (event) => { this.draft(item)[name] = event.target.value; clearTimeout(this.timer); this.timer = setTimeout(() => this.storeNote(item), 600); };
      return el("div", { class: "rf-field" }, el("label", { for: `rf-${name}` }, this.t(`question.${name}`)),
        el("textarea", { id: `rf-${name}`, rows: "2", "data-k": name, "aria-describedby": "rf-note-hint", value, oninput: keep, onchange: () => this.storeNote(item) }));
    };
    const some = stored.note || stored.evidence_note || this.drafts[item.id]?.note || this.drafts[item.id]?.evidence_note;
    return el("details", { class: "rf-notes", open: Boolean(some) }, el("summary", { "data-k": "notes" }, this.t("question.notes")),
      part("note"), part("evidence_note"), el("p", { id: "rf-note-hint", class: "rf-small" }, this.t("question.note_hint")));
  }
  storeNote(item) {
    clearTimeout(this.timer);
    const draft = this.drafts[item.id];
    const answer = draft?.answer ?? this.state.answers[item.id]?.answer;
    if (answer === undefined) return !(draft?.note || draft?.evidence_note); // a note is kept with its answer, never alone
    if (draft?.note !== undefined || draft?.evidence_note !== undefined) this.answer(item, answer);
    return true;
  }
  async clear(item) {
    delete this.drafts[item.id];
    if (await this.change({ clear: item.id })) this.draw();
  }
  async next() {
    const item = this.spec.items.find((one) => one.id === this.view.id);
    if (item && !this.checkNumber(item)) return this.root.querySelector("#rf-number").focus();
    if (item && !this.storeNote(item)) return this.fail(this.t("question.note_waits"));
    document.activeElement?.blur?.(); // a field that is being typed in stores itself on leaving
    await this.queue;
    if (this.alert.querySelector("button")) return; // what could not be saved stays on screen
    if (!item) return this.go(this.nextOpen());
    const items = this.items();
    const after = items.slice(items.indexOf(item) + 1)[0];
    this.go(after ? { name: "question", id: after.id } : { name: items.every((one) => this.done(one)) ? "result" : "review" });
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

  // --- words ---------------------------------------------------------------------------------------------------
  answerText(item, answer) {
    if (answer === undefined || answer === null) return "";
    if (typeof answer === "number") return `${this.number(answer, 6)} ${this.pick(item.unit)}`;
    return this.pick([...(item.options ?? []), ...this.spec.states].find((option) => option.id === answer)?.label) || String(answer);
  }
  // --- keyboard ------------------------------------------------------------------------------------------------
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || this.root.querySelector("dialog[open]")) return;
    const target = event.target;
    if (event.key === "Enter" && ["question", "profile"].includes(this.view.name)) {
      if (target.closest("button, a, summary, textarea, select")) return;
      event.preventDefault();
      this.next();
    } else if (this.view.name === "question" && this.hotkeys && !target.closest(TYPED)) {
      const radio = this.root.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (radio) {
        event.preventDefault();
        radio.focus();
        radio.click();
      } else if (/^[0-9]$/.test(event.key)) this.root.querySelector("#rf-number")?.select(); // the digit lands in the field
    }
  }
}
