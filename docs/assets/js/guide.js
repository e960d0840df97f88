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

// With room beside the text, the list of its parts is open there.
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

  const open = (event, words) => {
    event.preventDefault();
    load();
    box.showModal();
    const field = box.querySelector("input");
    if (words) field.value = words;
    field.dispatchEvent(new Event("input"));
    field.select();
  };

  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.addEventListener("click", (event) => {
      if (!box?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
      open(event);
    });
  }
  const form = document.querySelector("[data-search-form]");
  form?.addEventListener("submit", (event) => open(event, form.querySelector("input").value));
})();

// The menu closes by Escape.
document.querySelector(".menu")?.addEventListener("keydown", ({ key, currentTarget }) => {
  if (key === "Escape") currentTarget.open = false;
});
