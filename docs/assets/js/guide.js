// Colour switch and overdue dates. Pages read the same without it.
(() => {
  const root = document.documentElement;

  // The reader's clock decides, not the day the site was built.
  const today = new Date().toISOString().slice(0, 10);
  for (const line of document.querySelectorAll("[data-overdue]")) {
    if (line.dataset.overdue) line.hidden = line.dataset.overdue >= today;
  }

  const button = document.querySelector("[data-scheme-switch]");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
  if (button) {
    button.hidden = false;
    name();
    prefersDark.addEventListener("change", name);
    button.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try { localStorage.setItem("scheme", root.dataset.scheme); } catch { /* private window */ }
      name();
    });
  }
})();
