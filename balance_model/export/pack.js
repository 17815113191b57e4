"use strict";
(() => {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const sections = [...document.querySelectorAll("section.exhibit")];
  const WIDE = 1000;
  const views = new Map();
  const body = document.body;
  let now = -1;

  // Charts are SVG, so that they scale, print and can be read out; expressions are interpreted, never evaluated.
  async function draw(section) {
    const box = section.querySelector(".chart");
    const made = charts[section.id];
    if (!box || !made) return;
    const size = box.clientWidth >= WIDE ? "slide" : "report";
    if (box.dataset.size === size) return;
    box.dataset.size = size;
    if (views.has(section.id)) views.get(section.id).finalize();
    const config = { ...made[size].config, font: getComputedStyle(body).fontFamily };
    const spec = { ...made[size], title: null, background: "#ffffff", config };
    const view = await vegaEmbed(box, spec, {
      renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true },
    });
    views.set(section.id, view);
    const svg = box.querySelector("svg");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", box.dataset.words);
  }

  async function all() {
    for (const section of sections) await draw(section);
    body.dataset.ready = "yes";
  }

  function show(number) {
    now = Math.min(Math.max(number, 0), sections.length - 1);
    sections.forEach((section, at) => section.classList.toggle("now", at === now));
    document.getElementById("where").textContent = `${now + 1} of ${sections.length}`;
    draw(sections[now]);
    sections[now].focus({ preventScroll: true });
  }

  function present() {
    const first = sections.findIndex((section) => section.getBoundingClientRect().bottom > innerHeight / 3);
    body.classList.add("presenting");
    document.getElementById("steps").hidden = false;
    show(Math.max(first, 0));
    if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen().catch(() => {});
  }

  function leave() {
    if (now < 0) return;
    const last = sections[now];
    now = -1;
    body.classList.remove("presenting");
    document.getElementById("steps").hidden = true;
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    all().then(() => last.scrollIntoView());
    document.getElementById("present").focus({ preventScroll: true });
  }

  document.addEventListener("keydown", (event) => {
    if (now < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
    if (step) { event.preventDefault(); show(now + step); }
    if (event.key === "Home") show(0);
    if (event.key === "End") show(sections.length - 1);
    if (event.key === "Escape") leave();
  });
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement) leave(); });
  document.getElementById("back").addEventListener("click", () => show(now - 1));
  document.getElementById("next").addEventListener("click", () => show(now + 1));
  document.getElementById("leave").addEventListener("click", leave);
  const button = document.getElementById("present");
  button.addEventListener("click", present);
  button.hidden = sections.length === 0;
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(all, 150); });
  const opened = new Set();
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details.printed:not([open])")) {
      each.open = true;
      opened.add(each);
    }
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened.clear();
  });
  all();
})();
