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
document.querySelector(".contents__in")?.toggleAttribute("open", matchMedia("(min-width: 76.25em)").matches); // beside the text
// The search box: its library, script and index come when a reader first opens it.
(() => {
  const box = document.getElementById("search");
  if (!box?.showModal) return;
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
  const show = (words) => {
    load();
    box.returnValue = "";
    box.showModal();
    const input = box.querySelector("input");
    input.value = words ?? input.value;
    input.dispatchEvent(new Event("input"));
    input.select();
  };
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(event.target[0]?.value);
  };
  const press = (event) => {
    const slash = event.key === "/" && !event.target.closest?.("input, textarea, select");
    if (box.open || !(slash || (event.key === "k" && (event.ctrlKey || event.metaKey)))) return;
    event.preventDefault();
    show();
  };
  // Back from a result: the words typed stand in the entry of the history, never in an address or a store.
  const back = () => {
    const typed = history.state?.search;
    if (!typed) box.close("left");
    else if (!box.open) show(typed);
  };
  for (const when of ["pageshow", "popstate"]) addEventListener(when, back);
  addEventListener("keydown", press);
  document.querySelector("[data-search-open]")?.addEventListener("click", open);
  document.querySelector(".bar__find")?.addEventListener("submit", open);
})();
