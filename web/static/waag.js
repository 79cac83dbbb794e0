"use strict";
/* Helps; nothing needs it. Errors get the focus, the filter folds where there is little room, counts are spoken. */
(function () {
  const faults = document.querySelector("[data-focus]");
  if (faults) faults.focus();

  const filter = document.querySelector("details.filter");
  if (filter && window.matchMedia("(max-width: 60rem)").matches) filter.open = false;

  const target = location.hash && document.querySelector(location.hash);
  for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;

  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  window.addEventListener("pageshow", function () {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // Signed out meanwhile, or an error: show that page whole instead of an empty list.
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.xhr.responseText.includes('id="lijst"')) return;
    event.detail.shouldSwap = false;
    location.reload();
  });

  document.body.addEventListener("htmx:afterSettle", function () {
    const found = document.getElementById("gevonden");
    const spoken = document.getElementById("melding");
    if (found && spoken) spoken.textContent = found.textContent;
  });

  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const box of opened) box.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const box of opened) box.open = false;
  });
})();
