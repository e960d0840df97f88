// Colour switch. Pages read the same without it.
(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-scheme-switch]");
  if (!button) return;

  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const name = () => {
    button.ariaLabel = button.title = isDark() ? button.dataset.light : button.dataset.dark;
  };

  name();
  prefersDark.addEventListener("change", name);
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* private window */ }
    name();
  });
})();

// The search box: its script and index come when a reader first opens it.
(() => {
  const box = document.getElementById("search");

  const load = () => {
    if (document.querySelector("script[data-search]")) return;
    const index = Object.assign(document.createElement("link"), { rel: "preload", as: "script", href: box.dataset.index });
    const script = Object.assign(document.createElement("script"), { src: box.dataset.script });
    script.dataset.search = "";
    script.addEventListener("error", () => {
      box.querySelector("[role=status]").textContent = box.dataset.failed;
      script.remove();
    });
    document.head.append(script, index);
  };

  for (const link of document.querySelectorAll("[data-search-open]")) {
    link.addEventListener("click", (event) => {
      if (!box?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      load();
      box.showModal();
      box.querySelector("input").select();
    });
  }
})();
