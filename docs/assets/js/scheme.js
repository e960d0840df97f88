// Before anything is drawn: the reader's colours, and by the reader's clock whether the page is past its check date.
((html) => {
  html.classList.add("js");
  if (html.dataset.checkBy < new Date().toISOString().slice(0, 10)) html.classList.add("past");
  try {
    const scheme = localStorage.getItem("scheme");
    if (scheme) html.dataset.scheme = scheme;
  } catch {}
})(document.documentElement);
