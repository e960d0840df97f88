// Before anything is drawn: the reader's colours, and by the reader's clock whether the page is past its check date.
(({ classList, dataset }) => {
  classList.add("js", dataset.checkBy < new Date().toISOString().slice(0, 10) ? "past" : "js");
  try { dataset.scheme = localStorage.scheme || ""; } catch { /* private window */ }
})(document.documentElement);
