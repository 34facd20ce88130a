// Optional layer for the form for a claim: what would follow is shown while somebody types. The server reads and tries
// what was typed, as it does when a button is pressed; nothing is understood here.
const WAIT_MS = 350;
const policy = globalThis.trustedTypes?.createPolicy("counterpoint", { createHTML: (html) => html });

// Positions on the small track come as numbers: the style block of the page knows only those it was sent with.
const place = (region) => {
  for (const element of region.querySelectorAll("[data-s]")) {
    element.style.setProperty("--s", element.dataset.s);
    if (element.dataset.w) element.style.setProperty("--w", element.dataset.w);
  }
};

const show = (html) => {
  const holder = document.createElement("template");
  holder.innerHTML = policy ? policy.createHTML(html) : html;
  for (const fresh of holder.content.querySelectorAll("[data-live]")) {
    const region = document.querySelector(`[data-live="${fresh.dataset.live}"]`);
    // What did not change is not read out again.
    if (!region || region.innerHTML === fresh.innerHTML) continue;
    if (fresh.dataset.tone) region.className = `und ${fresh.dataset.tone}`;
    place(fresh);
    region.replaceChildren(...fresh.childNodes);
  }
};

// Words marked on a document that were too long for an address.
const handed = () => {
  try {
    const words = sessionStorage.getItem("counterpoint-excerpt") ?? "";
    sessionStorage.removeItem("counterpoint-excerpt");
    return words;
  } catch {
    return "";
  }
};

for (const form of document.querySelectorAll("form[data-preview]")) {
  const excerpt = form.elements.namedItem("excerpt");
  const words = handed();
  if (excerpt && !excerpt.value) excerpt.value = words;
  let timer = 0;
  let running = null;

  const look = async () => {
    running?.abort();
    running = new AbortController();
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    try {
      const options = { method: "POST", body: fields, credentials: "same-origin", signal: running.signal };
      const answer = await fetch(form.dataset.preview, options);
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch {
      // Aborted by the next one, or not reached: what was shown last stays.
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT_MS);
  };

  form.addEventListener("input", later);
  if (words) later();
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    running?.abort();
  });
  // Another question asks for another kind of answer: the page is made anew, with everything typed.
  form.querySelector("[data-question]")?.addEventListener("change", () => {
    const button = form.querySelector("[data-choose]");
    if (button) form.requestSubmit(button);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || !event.altKey) return;
    const button = event.target.closest("[data-link]")?.querySelector("[data-up]");
    if (!button) return;
    event.preventDefault();
    form.requestSubmit(button);
  });
}
