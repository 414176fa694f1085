// The form on the local page: every answer goes to the server, which writes the sheet on disk.
import { mount } from "./form.js";

function pageHost(root) {
  const { api, start } = root.dataset;
  const call = async (path, options) => (await fetch(`${api}${path}`, { cache: "no-store", ...options })).json();
  const post = (path, body) =>
    call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  let revision = null;
  const seen = (reply) => {
    revision = reply.state?.revision ?? revision;
    return reply;
  };
  return {
    kind: "page",
    startUrl: start,
    load: async () => seen(await call("")),
    change: async (change, on) => seen(await post("/change", { change, revision: on })),
    result: () => call("/result"),
    answerFile: () => call("/answers"),
    reportUrl: (language) => `${api}/report?language=${language}`,
    evidence: {
      add: (file, options = {}) =>
        call(`/evidence?${new URLSearchParams({ name: file.name, options: JSON.stringify(options) })}`, {
          method: "POST",
          headers: { "Content-Type": "application/octet-stream" },
          body: file,
        }),
      use: async (id) => seen(await post(`/evidence/${encodeURIComponent(id)}/use`, {})),
      drop: async (id) => seen(await post(`/evidence/${encodeURIComponent(id)}/drop`, {})),
    },
    // Another tab or a text editor may have changed the sheet while this one was in the background.
    watch: (tell) =>
      document.addEventListener("visibilitychange", async () => {
        if (document.hidden) return;
        const now = await call("/revision").catch(() => null);
        if (now && now.revision !== revision) tell(seen(await call("")).state);
      }),
  };
}

// A file that misses its field must not replace the page.
for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

const pageRoot = document.getElementById("readiness-form");
mount(pageRoot, pageHost(pageRoot), { language: pageRoot.dataset.language });
