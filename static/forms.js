// Optional layer for forms: what is typed is kept as a draft by itself, and two keys save.
const WAIT_MS = 3000;

for (const form of document.querySelectorAll("form[data-form]")) {
  const status = document.querySelector("[data-draft-status]");
  let timer = 0;
  // A draft that arrived after the form was saved would come back as one that was not.
  const leaving = new AbortController();

  // The same fields as the form sends, with where they belong; the server decides what a draft may hold.
  const keep = async () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.append("draft-address", form.dataset.draft);
    try {
      const answer = await fetch("/drafts", { method: "POST", body: fields, signal: leaving.signal });
      if (status) status.textContent = answer.status === 204 ? status.dataset.kept : "";
    } catch {
      if (status) status.textContent = "";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT_MS);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    leaving.abort();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const button = form.querySelector(event.shiftKey ? "[data-another]" : "[data-save]");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
