/* Autosave of long forms. Every field carries data-place and data-version; the form carries
   data-autosave with the address. Without this file the form's own button saves everything.
   What was typed is kept in the browser until the portal has it, with the version it was based on. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const url = form.dataset.autosave;
  const timers = new Map();
  const running = new Map();
  const PAUSE = 800;
  const RETRY = 5000;
  const OFFLINE = "Brak połączenia. Tekst jest bezpieczny w tej przeglądarce; spróbujemy ponownie.";
  const BROKEN = "Portal chwilowo nie odpowiada. Tekst jest bezpieczny w tej przeglądarce; spróbujemy ponownie.";
  const SIGNED_OUT = "Twoja sesja wygasła. Tekst jest bezpieczny w tej przeglądarce i zapisze się sam, gdy się zalogujesz.";

  const keyOf = (place) => "mkus:" + url + ":" + place;
  const quoted = (place) => '"' + CSS.escape(place) + '"';
  const inputsOf = (place) => Array.from(form.querySelectorAll("[data-place=" + quoted(place) + "]"));

  /* Several radio buttons are one place: the token is read anew because signing in changes it. */
  function token() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : form.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function textOf(place) {
    const inputs = inputsOf(place);
    const first = inputs[0];
    if (first.type === "radio") {
      const chosen = inputs.find((one) => one.checked);
      return chosen ? chosen.value : "";
    }
    if (first.type === "checkbox") return first.checked ? first.value : "";
    return first.value;
  }

  function put(place, text) {
    inputsOf(place).forEach((one) => {
      if (one.type === "radio" || one.type === "checkbox") one.checked = one.value === text;
      else one.value = text;
    });
  }

  const versionOf = (place) => inputsOf(place)[0].dataset.version || "0";

  function setVersion(place, version) {
    inputsOf(place).forEach((one) => { one.dataset.version = version; });
    const hidden = form.querySelector("input[name=" + quoted("v:" + place) + "]");
    if (hidden) hidden.value = version;
  }

  function say(place, text, kind) {
    const line = form.querySelector("[data-saved=" + quoted(place) + "]");
    if (!line) return;
    line.textContent = text;
    line.className = "saved" + (kind ? " is-" + kind : "");
  }

  function offerSignIn(place) {
    say(place, SIGNED_OUT + " ", "failed");
    const line = form.querySelector("[data-saved=" + quoted(place) + "]");
    if (!line) return;
    const link = document.createElement("a");
    link.href = "/konto/login/";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Zaloguj się w nowej karcie";
    line.append(link);
  }

  function keep(place) {
    try {
      localStorage.setItem(keyOf(place), JSON.stringify({ text: textOf(place), version: versionOf(place) }));
    } catch (error) {
      return;
    }
  }

  function forget(place) {
    try {
      localStorage.removeItem(keyOf(place));
    } catch (error) {
      return;
    }
  }

  function kept(place) {
    try {
      const found = JSON.parse(localStorage.getItem(keyOf(place)));
      return found && typeof found.text === "string" ? found : null;
    } catch (error) {
      return null;
    }
  }

  /* Saves are answered in any order: an answer from before the one shown is too old to show. */
  let shownAfter = 0;

  function refresh(live, changes) {
    if (changes < shownAfter) return;
    shownAfter = changes;
    for (const [id, html] of Object.entries(live || {})) {
      const target = document.getElementById(id);
      if (target && target.innerHTML !== html) target.innerHTML = html;
    }
  }

  const clashOf = (place) => form.querySelector("[data-clash=" + quoted(place) + "]");

  function removeClash(place) {
    const old = clashOf(place);
    if (old) old.remove();
  }

  function showClash(place, answer) {
    removeClash(place);
    const box = document.createElement("div");
    box.className = "clash";
    box.dataset.clash = place;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Dwie wersje tego samego pola");
    const intro = document.createElement("p");
    intro.textContent = answer.who + " w tym czasie zmienił(a) to pole. Zachowaliśmy oba teksty – wybierz, który zostaje.";
    const mine = side(place, answer, "Twój tekst", () => textOf(place));
    box.append(intro, mine, side(place, answer, "Tekst zapisany wcześniej", () => answer.theirs));
    const line = form.querySelector("[data-saved=" + quoted(place) + "]");
    (line ? line.closest(".field-foot") || line : inputsOf(place)[0]).after(box);
    say(place, "Nie zapisano: dwie wersje. Wybierz poniżej, która zostaje.", "failed");
  }

  /* One of the two texts with its button; what is typed meanwhile is still "mine". */
  function side(place, answer, title, choose) {
    const part = document.createElement("div");
    const heading = document.createElement("p");
    heading.textContent = title;
    const quote = document.createElement("blockquote");
    quote.textContent = choose() || "(pusto)";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = "Zostaw ten";
    button.setAttribute("aria-label", "Zostaw ten tekst: " + title);
    button.addEventListener("click", () => {
      put(place, choose());
      setVersion(place, answer.version);
      removeClash(place);
      save(place);
      inputsOf(place)[0].focus();
    });
    part.append(heading, quote, button);
    return part;
  }

  function again(place) {
    clearTimeout(timers.get(place));
    timers.set(place, setTimeout(() => save(place), RETRY));
  }

  async function save(place) {
    clearTimeout(timers.get(place));
    timers.delete(place);
    if (clashOf(place)) return;
    if (running.has(place)) {
      running.set(place, true);
      return;
    }
    running.set(place, false);
    say(place, "Zapisywanie…", "");
    const text = textOf(place);
    const body = new URLSearchParams({ place, text, version: versionOf(place) });
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    try {
      const response = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
      await take(place, text, response);
    } catch (error) {
      keep(place);
      say(place, OFFLINE, "failed");
      again(place);
    }
    const more = running.get(place);
    running.delete(place);
    if (more) save(place);
  }

  async function take(place, text, response) {
    if (response.type === "opaqueredirect" || response.status === 401) {
      keep(place);
      offerSignIn(place);
      again(place);
      return;
    }
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (!isJson) {
      keep(place);
      if (response.status === 403) offerSignIn(place);
      else say(place, BROKEN, "failed");
      again(place);
      return;
    }
    const answer = await response.json();
    if (response.ok) {
      setVersion(place, answer.version);
      inputsOf(place).forEach((one) => one.classList.remove("is-invalid"));
      if (textOf(place) === text) forget(place);
      say(place, "Zapisano " + answer.saved_at, "done");
      refresh(answer.live, answer.changes);
    } else if (response.status === 409) {
      showClash(place, answer);
    } else {
      inputsOf(place).forEach((one) => one.classList.toggle("is-invalid", response.status === 422));
      keep(place);
      say(place, "Nie zapisano. " + (answer.error || ""), "failed");
    }
  }

  /* A text kept from an earlier visit is saved on the version that it was based on: when somebody
     has written there since, both texts are shown. */
  function restore(place) {
    const found = kept(place);
    if (found === null) return;
    if (found.text === textOf(place)) {
      forget(place);
      return;
    }
    put(place, found.text);
    setVersion(place, found.version);
    say(place, "Przywrócono tekst z tej przeglądarki.", "");
    save(place);
  }

  const places = new Set();
  form.querySelectorAll("[data-place]").forEach((input) => {
    const place = input.dataset.place;
    places.add(place);
    if (input.disabled || input.readOnly) return;
    input.addEventListener("input", () => {
      keep(place);
      const mine = form.querySelector("[data-clash=" + quoted(place) + "] blockquote");
      if (mine) mine.textContent = textOf(place);
      clearTimeout(timers.get(place));
      timers.set(place, setTimeout(() => save(place), PAUSE));
    });
    input.addEventListener("change", () => save(place));
  });
  places.forEach((place) => {
    const first = inputsOf(place)[0];
    if (!first.disabled && !first.readOnly) restore(place);
  });
  window.addEventListener("online", () => Array.from(timers.keys()).forEach(save));
})();
