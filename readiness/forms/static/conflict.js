// Somebody else changed the sheet: nothing is overwritten before the person has decided.
import { el, foreign } from "./dom.js";

// What the two sides say about the question that the person's own change is about.
export function sides(form, mine, theirs) {
  const id = mine.item ?? mine.clear;
  const item = form.spec.items.find((one) => one.id === id);
  if (!item) return null;
  return {
    item,
    yours: mine.clear ? "" : form.answerText(item, mine.answer),
    note: mine.note ?? "",
    theirs: form.answerText(item, theirs.answers[id]?.answer),
  };
}

// Takes over the other state, and sends the person's change again on top of it if that is what they want.
export async function settleConflict(form, mine, theirs) {
  const both = sides(form, mine, theirs);
  const keep = await askWhose(form, both);
  form.state = theirs;
  if (!keep && both) delete form.drafts[both.item.id];
  form.draw();
  return keep ? form.send(mine) : false;
}

function askWhose(form, both) {
  const line = (label, answer) => el("p", {}, `${form.t(label)} `, foreign(answer || form.t("review.open")));
  const compared = both && [
    el("p", {}, el("strong", {}, form.pick(both.item.question))),
    line("conflict.yours", both.yours),
    both.note && line("question.note", both.note),
    line("conflict.theirs", both.theirs),
  ];
  return new Promise((resolve) => {
    const close = (keep) => {
      dialog.close();
      dialog.remove();
      resolve(keep);
    };
    const oncancel = (event) => {
      event.preventDefault();
      close(false);
    };
    const dialog = el(
      "dialog",
      { class: "rf-dialog", "aria-labelledby": "rf-conflict", oncancel },
      el("h2", { id: "rf-conflict" }, form.t("conflict.title")),
      el("p", {}, form.t("conflict.text")),
      compared,
      el(
        "div",
        { class: "rf-actions" },
        form.button("conflict.take_theirs", () => close(false), "rf-primary"),
        form.button("conflict.keep_mine", () => close(true)),
      ),
    );
    form.root.append(dialog);
    dialog.showModal();
  });
}

// Another tab or program changed the sheet while nothing was being saved here.
export function announceChange(form, state) {
  if (state.revision === form.state.revision) return;
  const adopt = () => {
    form.state = state;
    form.fail("");
    form.draw();
  };
  form.alert.replaceChildren(el("p", {}, form.t("conflict.changed")), form.button("conflict.show", adopt));
}
