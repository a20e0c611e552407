/* Who else has a long form open: a light heartbeat while the page is in view. Without this file,
   opening the page counts as being here for a few minutes. */
(function () {
  "use strict";
  const box = document.querySelector("[data-presence]");
  if (!box) return;
  const url = box.dataset.presence;
  const line = box.querySelector("[aria-live]");
  const BEAT = 20000;
  const SOON = 1000;
  const GONE = [401, 403, 404];
  let place = "";
  let timer = 0;
  let isOver = false;

  function token() {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    return cookie ? cookie.slice("csrftoken=".length) : box.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  function again(after) {
    clearTimeout(timer);
    if (!isOver && !document.hidden) timer = setTimeout(beat, after);
  }

  async function beat() {
    again(BEAT);
    const body = new URLSearchParams({ place, pisze: box.dataset.writing });
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    try {
      const response = await fetch(url, { method: "POST", headers, body, redirect: "manual" });
      isOver = response.type === "opaqueredirect" || GONE.includes(response.status);
      if (!response.ok) return;
      const answer = await response.json();
      if (typeof answer.html === "string" && line.innerHTML.trim() !== answer.html) line.innerHTML = answer.html;
    } catch (error) {
      again(BEAT);
    }
  }

  function leave() {
    clearTimeout(timer);
    const body = new FormData();
    body.append("koniec", "1");
    body.append("csrfmiddlewaretoken", token());
    navigator.sendBeacon(url, body);
  }

  document.addEventListener("focusin", (event) => {
    const field = event.target.closest ? event.target.closest("[data-place]") : null;
    if (!field || field.dataset.place === place) return;
    place = field.dataset.place;
    again(SOON);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) leave();
    else again(0);
  });
  window.addEventListener("pagehide", leave);
  again(0);
})();
