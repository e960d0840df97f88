// Colour switch. Pages read the same without it.
for (const button of document.querySelectorAll("[data-scheme-switch]")) {
  const { dataset } = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (dataset.scheme || (prefersDark.matches ? "dark" : "light")) === "dark";
  const name = () => { button.ariaLabel = button.title = button.dataset[isDark() ? "light" : "dark"]; };
  name();
  prefersDark.addEventListener("change", name);
  button.addEventListener("click", () => {
    dataset.scheme = isDark() ? "light" : "dark";
    name();
    try { localStorage.setItem("scheme", dataset.scheme); } catch { /* private window */ }
  });
}
// A mark shows its source in place: under the pointer, by keyboard focus, at the first tap. The next tap leads to it.
const peek = Object.assign(document.createElement("div"), { className: "hint hint--source", popover: "auto" });
for (const type of peek.showPopover ? ["pointerover", "focusin", "click"] : []) addEventListener(type, (event) => {
  const mark = event.target.closest?.(".cite"), touch = event.pointerType === "touch";
  const wanted = { pointerover: !touch, focusin: mark?.matches(":focus-visible"), click: touch && mark !== peek.mark };
  if (mark && wanted[type]) {
    event.preventDefault();
    document.body.append(peek); // which closes it for the mark before
    peek.textContent = document.getElementById(mark.hash.slice(1)).textContent.replace("↩", "");
    peek.showPopover({ source: peek.mark = mark });
  } else if (type !== "click" && !touch && !peek.contains(event.target)) peek.remove();
});
// The search box: its library, script and index come when a reader first opens it.
const box = document.getElementById("search");
const openSearch = (typed) => {
  const { library, script, index, failed } = box.dataset, style = index.replace("/index.js", ".css"), input = box.querySelector("input");
  const loaded = (src) => document.querySelector(`script[src="${src}"]`);
  for (const src of [library, script, index].filter((one) => !loaded(one))) {
    const onerror = () => {
      box.querySelector("[role=status]").textContent = failed;
      for (const again of [src, index]) loaded(again)?.remove();
    };
    document.head.append(Object.assign(document.createElement("script"), { src, onerror, async: false })); // in this order
  }
  if (!document.querySelector(`link[href="${style}"]`)) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
  box.returnValue = "";
  box.showModal();
  input.value = typed ?? input.value;
  input.dispatchEvent(new Event("input"));
  input.select();
};
const opens = (event) => {
  const key = event.key === "k" ? event.ctrlKey || event.metaKey : event.key === "/" && !event.target.closest?.("input, textarea, select");
  if (event.key ? box.open || !key : event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSearch(event.target[0]?.value);
};
// Back from a result: the words typed stand in the entry of the history, never in an address or a store.
const back = () => {
  const typed = history.state?.search;
  if (!typed) box.close("left");
  else if (!box.open) openSearch(typed);
};
if (box?.showModal) {
  for (const [which, type] of [["[data-search-open]", "click"], [".bar__find", "submit"]]) document.querySelector(which)?.addEventListener(type, opens);
  for (const when of ["pageshow", "popstate"]) addEventListener(when, back);
  addEventListener("keydown", opens);
}
