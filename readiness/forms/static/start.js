// The start page: an answer file is taken over by choosing or dropping it.
const place = document.getElementById("take-over");
const status = place.querySelector("[role=status]");

async function takeOver(file) {
  if (!file) return;
  status.textContent = "";
  try {
    const reply = await (
      await fetch(`${place.dataset.url}?${new URLSearchParams({ name: file.name })}`, {
        method: "POST",
        body: await file.arrayBuffer(),
      })
    ).json();
    if (reply.error) status.textContent = reply.error.sentence[place.dataset.language];
    else location.assign(`${reply.url}?language=${place.dataset.language}`);
  } catch {
    status.textContent = place.dataset.failed;
  }
}

place.querySelector("input").addEventListener("change", (event) => takeOver(event.target.files[0]));
// A file that misses the field must not replace the page.
for (const name of ["dragover", "drop"]) {
  addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}
place.addEventListener("drop", (event) => takeOver(event.dataTransfer.files[0]));
