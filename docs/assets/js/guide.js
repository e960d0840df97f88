// Colour switch. Pages read the same without it.
(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-scheme-switch]");
  if (!button) return;

  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const name = () => { button.ariaLabel = button.title = button.dataset[isDark() ? "light" : "dark"]; };

  name();
  prefersDark.addEventListener("change", name);
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* private window */ }
    name();
  });
})();

// Beside the text, the list of its parts is open.
if (matchMedia("(min-width: 76.25em)").matches) document.querySelector(".contents__in")?.setAttribute("open", "");

// The search box: its library, script and index come when a reader first opens it.
(() => {
  const box = document.getElementById("search");
  const load = () => {
    const { library, script, index, failed } = box.dataset;
    const loaded = (src) => document.querySelector(`script[src="${src}"]`);
    for (const src of [library, script, index].filter((one) => !loaded(one))) {
      const made = Object.assign(document.createElement("script"), { src, async: false }); // they run in this order
      made.addEventListener("error", () => {
        box.querySelector("[role=status]").textContent = failed;
        for (const again of [src, index]) loaded(again)?.remove();
      });
      document.head.append(made);
    }
  };

  const field = box?.querySelector("input");
  const open = (event, words) => {
    event.preventDefault();
    load();
    box.showModal();
    field.value = words;
    field.dispatchEvent(new Event("input"));
    field.select();
  };

  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.addEventListener("click", (event) => {
      if (!box?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
      open(event, field.value);
    });
  }
  document.querySelector(".bar__find")?.addEventListener("submit", (event) => open(event, event.target[0].value));
})();
