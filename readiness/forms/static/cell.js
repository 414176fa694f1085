// The form in a notebook cell (anywidget): requests and replies travel over the widget's own channel.
import { mount } from "./form.js";

function cellHost(model) {
  const waiting = new Map();
  const watchers = [];
  let last = 0;
  model.on("msg:custom", (message) => {
    if (message.id === undefined) return watchers.forEach((tell) => message.state && tell(message.state));
    waiting.get(message.id)?.(message.reply);
    waiting.delete(message.id);
  });
  const call = (verb, body = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, resolve);
      // A restarted kernel never replies: then the person is told instead of waiting for ever.
      setTimeout(
        (id) => {
          if (waiting.delete(id)) reject(new Error("no reply"));
        },
        30000,
        last,
      );
      model.send({ id: last, verb, ...body });
    });
  return {
    kind: "cell",
    load: () => call("load"),
    change: (change, revision) => call("change", { change, revision }),
    result: () => call("result"),
    answerFile: () => call("answers"),
    watch: (tell) => watchers.push(tell),
  };
}

function render({ model, el: root }) {
  mount(root, cellHost(model), { language: model.get("language") });
}

export default { render };
