// The single file: the page carries its questions, the browser keeps the answers.
import { fileHost } from "./file_host.js";
import { deviceStore } from "./file_store.js";
import { mount } from "./form.js";

const fileRoot = document.getElementById("readiness-form");
const fileSpec = JSON.parse(document.getElementById("readiness-spec").textContent);
const fileStore = deviceStore(`readiness:${fileRoot.dataset.formId}`, () => localStorage);
mount(fileRoot, fileHost(fileSpec, fileRoot.dataset.formId, fileStore), { language: fileRoot.dataset.language });
