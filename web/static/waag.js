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
    const text = event.detail.xhr.responseText;
    if (!text.includes("<html") || text.includes('id="' + event.detail.target.id + '"')) return;
    event.detail.shouldSwap = false;
    location.reload();
  });

  function tell(words) {
    const spoken = document.getElementById("melding");
    if (spoken && spoken.textContent !== words) spoken.textContent = words;
  }
  document.body.addEventListener("htmx:afterSettle", function (event) {
    const found = event.detail.target.querySelector("[data-spoken]") || document.getElementById("gevonden");
    if (found) tell(found.textContent);
  });

  // Single keys work inside the list alone, never in a field, and never record anything.
  document.addEventListener("keydown", function (event) {
    const list = event.target.closest && event.target.closest("[data-keys]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    const links = Array.from(list.querySelectorAll("tbody th[scope=row] a"));
    const row = event.target.closest("tr");
    const here = row ? links.indexOf(row.querySelector("th[scope=row] a")) : -1;
    if (event.key === "j" || event.key === "k") {
      const next = links[event.key === "j" ? here + 1 : Math.max(0, here - 1)];
      if (next) next.focus();
    } else if (event.key === "x" && row) {
      const box = row.querySelector("input[type=checkbox]");
      if (!box) return;
      box.checked = !box.checked;
      tell(links[here].textContent + ": " + (box.checked ? list.dataset.picked : list.dataset.unpicked));
    } else return;
    event.preventDefault();
  });

  // Two minutes before a session ends: what was typed goes to the server, and staying takes one press.
  const ending = document.getElementById("sessie");
  const touched = new Set();
  document.addEventListener("input", function (event) {
    const form = event.target.form;
    if (form && form.method === "post" && !form.querySelector("input[type=file]")) touched.add(form);
  });
  function warnIn(seconds) {
    if (ending) setTimeout(warn, Math.max(0, seconds - 120) * 1000, seconds);
  }
  function warn(seconds) {
    document.getElementById("sessie-om").hidden = seconds > 120;
    ending.hidden = false;
    ending.scrollIntoView({ block: "nearest" });
    for (const form of touched) {
      const typed = new FormData(form);
      typed.append("naar", new URL(form.action).pathname + new URL(form.action).search);
      typed.append("van", location.pathname + location.search);
      fetch("/concepten", { method: "POST", body: new URLSearchParams(typed) });
    }
  }
  if (ending) {
    warnIn(Number(ending.dataset.seconds));
    ending.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      const form = event.target;
      fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })
        .then((reply) => reply.json())
        .then(function (found) {
          delete form.dataset.sent;
          ending.hidden = true;
          warnIn(found.seconds);
        })
        .catch(() => location.reload());
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  }

  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    for (const box of opened) box.open = true;
  });
  window.addEventListener("afterprint", function () {
    for (const box of opened) box.open = false;
  });
})();
