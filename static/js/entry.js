/* What is typed into an entry of the advisers' log is kept in this device until the portal has it:
   per person and per form, offered again after a reload or a lost connection. Without this file
   the form works; nothing is kept then.

   form[data-keep=<person>] is kept under "mkus-entry:<person>:<path>". After a save the portal
   leads to a page whose address ends in #szkic-<mark>: the draft with that mark is done with.
   Signing out forgets all of them (portal.js). */
(function () {
  "use strict";
  const PREFIX = "mkus-entry:";
  const PAUSE = 700;
  const PATIENCE = 8000;
  const MARK = "szkic";
  const UNKEPT = ["csrfmiddlewaretoken", MARK];

  function every(look) {
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) look(key);
    } catch (error) {
      return;
    }
  }

  function read(key) {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && Array.isArray(found.fields) ? found : null;
    } catch (error) {
      return null;
    }
  }

  function drop(key) {
    try {
      localStorage.removeItem(key);
    } catch (error) {
      return;
    }
  }

  const saved = /^#szkic-([0-9a-f]+)$/.exec(location.hash);
  if (saved) {
    every((key) => {
      const draft = read(key);
      if (draft && draft.mark === saved[1]) drop(key);
    });
    history.replaceState(null, "", location.pathname + location.search);
  }

  document.querySelectorAll("[data-longest]").forEach(count);

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = PREFIX + form.dataset.keep + ":" + location.pathname;
  const line = form.querySelector("[data-kept-line]");
  const offer = document.querySelector("[data-kept-offer]");
  const rows = form.querySelector("[name$=TOTAL_FORMS]");
  let mark = "";
  let timer = 0;
  let isReachable = false;

  function fields() {
    return Array.from(new FormData(form))
      .filter(([name, value]) => typeof value === "string" && !UNKEPT.includes(name))
      .sort(([one], [other]) => one.localeCompare(other));
  }

  const texts = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "entry_key"));
  const opened = texts(fields());

  function freshMark() {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    return Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
  }

  function say(text, kind) {
    if (!line || line.textContent === text) return;
    line.textContent = text;
    line.className = "saved" + (kind ? " is-" + kind : "");
  }

  const hour = (at) => new Date(at).toLocaleTimeString("pl-PL", { hour: "2-digit", minute: "2-digit" });
  const moment = (at) => new Date(at).toLocaleDateString("pl-PL") + ", godz. " + hour(at);

  /* Returns whether it is kept: a full or forbidden store is told, not hidden. */
  function keep() {
    clearTimeout(timer);
    timer = 0;
    if (!mark) mark = freshMark();
    const at = Date.now();
    try {
      localStorage.setItem(key, JSON.stringify({ mark, at, fields: fields() }));
    } catch (error) {
      say("Ta przeglądarka nie pozwala zachować szkicu. Zapisz wpis, zanim zamkniesz stronę.", "failed");
      return false;
    }
    say("Szkic zapisany w tym urządzeniu o " + hour(at), "done");
    return true;
  }

  function soon() {
    hideOffer();
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  function hideOffer() {
    if (offer) offer.hidden = true;
  }

  /* A row of the last one's shape, empty; the form set learns that there is one more. */
  function addRow() {
    const known = form.querySelectorAll("fieldset[data-row]");
    const last = known[known.length - 1];
    const number = Number(rows.value);
    const row = last.cloneNode(true);
    const from = new RegExp("-" + last.dataset.row + "-");
    row.dataset.row = String(number);
    row.querySelector("legend").textContent = "Krok " + (number + 1);
    row.querySelectorAll(".invalid-feedback, .counter").forEach((one) => one.remove());
    row.querySelectorAll("[id], [for], [name], [aria-describedby]").forEach((one) => {
      for (const name of ["id", "for", "name"]) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(from, "-" + number + "-"));
      }
      one.removeAttribute("aria-describedby");
      one.removeAttribute("aria-invalid");
      one.classList.remove("is-invalid");
      if (one.tagName === "SELECT") one.selectedIndex = 0;
      else if (one.name) one.value = "";
    });
    last.after(row);
    rows.value = String(number + 1);
    row.querySelectorAll("[data-longest]").forEach(count);
    return row;
  }

  function put([name, value]) {
    const input = form.elements.namedItem(name);
    if (!input || input.type === "file" || name === "version" || name.endsWith("_FORMS")) return;
    if (input.type === "checkbox") input.checked = input.value === value;
    else input.value = value;
    const folded = value && input.type !== "hidden" && input.closest ? input.closest("details") : null;
    if (folded && input.tagName !== "SELECT") folded.open = true;
    if (input.dispatchEvent) input.dispatchEvent(new Event("counted"));
  }

  function restore(draft) {
    const wanted = draft.fields.find(([name]) => rows && name === rows.name);
    while (rows && wanted && Number(rows.value) < Math.min(Number(wanted[1]), 30)) addRow();
    draft.fields.forEach(put);
    const version = draft.fields.find(([name]) => name === "version");
    if (version && form.elements.version) form.elements.version.value = version[1];
    mark = draft.mark;
    hideOffer();
    keep();
    form.querySelector("input:not([type=hidden])").focus();
  }

  function propose() {
    const draft = read(key);
    if (!draft || !offer) return;
    if (texts(draft.fields) === opened) {
      mark = draft.mark;
      return;
    }
    offer.querySelector("p").textContent = "W tym urządzeniu jest niewysłany szkic z " + moment(draft.at) +
      ". Przywróć go albo pisz dalej: nowy tekst go zastąpi. Pliki trzeba wybrać jeszcze raz.";
    offer.hidden = false;
    offer.querySelector("[data-kept-restore]").addEventListener("click", () => restore(draft));
    offer.querySelector("[data-kept-drop]").addEventListener("click", () => {
      drop(key);
      hideOffer();
      form.querySelector("input:not([type=hidden])").focus();
    });
  }

  async function reaches() {
    const limit = new AbortController();
    const late = setTimeout(() => limit.abort(), PATIENCE);
    try {
      const answer = await fetch(form.dataset.probe + "?" + Date.now(), { cache: "no-store", signal: limit.signal });
      await answer.arrayBuffer(); // to its end: an answer cut off by the next page counts as a failure
      return true;
    } catch (error) {
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  function marked() {
    let field = form.querySelector("[name=" + MARK + "]");
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.name = MARK;
      form.append(field);
    }
    field.value = mark;
  }

  /* Nothing is sent into the void: the portal answers first, else all stays here and it is said. */
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button && button.name === "dodaj" && rows) {
      event.preventDefault();
      addRow().querySelector("input, textarea").focus();
      soon();
      return;
    }
    if (isReachable) {
      isReachable = false;
      return;
    }
    event.preventDefault();
    const isKept = keep();
    marked();
    say("Wysyłanie…", "");
    if (await reaches()) {
      isReachable = true;
      form.requestSubmit(button || undefined);
      return;
    }
    say(isKept
      ? "Brak połączenia: wpisu nie wysłano. Jest bezpieczny w tym urządzeniu. Wyślij go, gdy wróci zasięg."
      : "Brak połączenia: wpisu nie wysłano. Nie zamykaj tej strony; wyślij go, gdy wróci zasięg.", "failed");
    line.scrollIntoView({ block: "center" });
  });

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.addEventListener("pagehide", () => { if (timer) keep(); });
  window.addEventListener("online", () => {
    if (line && line.classList.contains("is-failed")) say("Połączenie wróciło. Możesz wysłać wpis.", "done");
  });
  propose();

  /* How many characters there are of those that fit; nothing is cut off. */
  function count(input) {
    const longest = Number(input.dataset.longest);
    const counter = document.createElement("p");
    counter.className = "form-text counter";
    input.after(counter);
    const show = () => {
      const length = input.value.trim().replace(/\s+/g, " ").length;
      const over = length - longest;
      counter.hidden = length < longest * 0.8;
      counter.classList.toggle("is-over", over > 0);
      counter.textContent = over > 0
        ? "Za długo o " + over + ". Nic nie przepadnie, ale skróć, zanim wyślesz."
        : "Znaków: " + length + " z " + longest;
    };
    input.addEventListener("input", show);
    input.addEventListener("counted", show);
    show();
  }
})();
