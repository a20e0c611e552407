/* Small comforts; every page works without this file. */
(function () {
  "use strict";

  // A form that came back with errors starts at their list.
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();

  // The role switch and the folds of the menu close on Escape and on a click elsewhere.
  for (const fold of document.querySelectorAll("details.hat-switch, details.door-fold")) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !fold.open) return;
      fold.open = false;
      fold.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!fold.contains(event.target)) fold.open = false;
    });
  }

  // Signing out leaves nothing of what was typed in this device.
  document.addEventListener("submit", (event) => {
    const forgotten = event.target.dataset.forget;
    if (!forgotten) return;
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(forgotten)) localStorage.removeItem(key);
    } catch (error) {
      return;
    }
  });

  // A button that is off for a reason reads its reason instead of doing nothing.
  document.addEventListener("click", (event) => {
    const button = event.target.closest('[aria-disabled="true"][aria-describedby]');
    if (!button) return;
    event.preventDefault();
    const reason = document.getElementById(button.getAttribute("aria-describedby"));
    if (reason) {
      reason.tabIndex = -1;
      reason.focus();
    }
  });
})();
