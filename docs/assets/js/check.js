// The check, step by step. Without this script the page works by its links alone.
// Answers live in this tab's memory and in its history entries: never in an address, a title, a store or a request.
(() => {
  const words = {/* words */};
  const box = document.querySelector(".check");
  if (!box) return;

  const heading = (node) => node.querySelector("h2");
  const nodes = new Map([...box.querySelectorAll(".node")].map((node) => [heading(node).id, node]));
  const start = heading(box.querySelector(".node--first")).id;
  const isEnding = (id) => nodes.get(id).classList.contains("care");
  const answers = (id) => [...nodes.get(id).querySelectorAll(".answers a")];
  const isSign = (link) => !link.matches(".node--first .answers:last-of-type a") // that group is no sign: an age, or none
    && (!isEnding(link.hash.slice(1)) || nodes.get(link.hash.slice(1)).matches(".care--emergency, .care--urgent"));
  const texts = (node, which) => [...node.querySelectorAll(which)].map((one) => one.firstChild.textContent.trim());
  const full = (link, card = link.closest("li")) => `${texts(card, "a, p").join(". ")} ${texts(card, "li").join("; ")}`.trim();

  const make = (tag, more, ...children) => {
    const element = Object.assign(document.createElement(tag), more);
    element.append(...children);
    return element;
  };
  const button = (text, onclick) => make("button", { type: "button", onclick }, text);

  // The page lists the reasons of an ending in the order of the answers; a repeated one is marked.
  const told = {};
  for (const link of [...nodes.keys()].flatMap(answers)) {
    const to = link.hash.slice(1);
    if (isEnding(to)) link.dataset.why ??= (told[to] = (told[to] ?? -1) + 1);
  }

  const { title } = document;
  const name = document.querySelector("h1").textContent.trim();
  let state;
  const fresh = (from = start) => ({ version: words.version, from, path: [], kept: {} });

  // The steps of a state and where they lead; nothing if it does not fit this tree.
  const walk = ({ version, from, path }) => {
    if (version !== words.version || !nodes.has(from)) return null;
    let id = from;
    const steps = [];
    for (const number of path) {
      const link = isEnding(id) ? null : answers(id)[number];
      if (!link) return null;
      steps.push({ id, number, link });
      id = link.hash.slice(1);
    }
    return { steps, id };
  };

  const show = (next, moved) => {
    state = next;
    const { steps, id } = walk(state);
    const node = nodes.get(id);
    const last = steps.at(-1);
    for (const other of nodes.values()) other.classList.toggle("here", other === node);
    node.querySelectorAll(".why > li").forEach((one, number) => { one.hidden = last && number !== Number(last.link.dataset.why); });
    before.remove();
    answers(id)[state.kept[id]]?.closest("li").append(before);
    live.textContent = isEnding(id) ? words.result : words.question.replace("{n}", steps.length + 1);
    document.title = last ? title.replace(name, `${name}: ${live.textContent}`) : title;
    list(steps, isEnding(id));
    if (!moved) return;
    unknown.hidden = true;
    heading(node).tabIndex = -1;
    heading(node).focus({ preventScroll: true });
    box.scrollIntoView({ block: "start", behavior: "instant" });
  };

  const go = (next) => {
    history.pushState(next, "", location.pathname + location.search);
    show(next, true);
  };

  const answer = (id, number) => {
    const kept = { ...state.kept };
    delete kept[id];
    const path = [...state.path, number];
    let to = answers(id)[number].hash.slice(1);
    const asked = path.length;
    while (to in kept && !isEnding(to)) {
      path.push(kept[to]);
      to = answers(to)[kept[to]].hash.slice(1);
    }
    go({ ...state, path, kept: isEnding(to) ? {} : kept, reused: path.length > asked });
  };

  const change = (number) => {
    const kept = { ...state.kept };
    for (const step of walk(state).steps.slice(number)) kept[step.id] = step.number;
    go({ ...state, path: state.path.slice(0, number), kept, reused: false });
  };

  // The way back, and "Your answers" with what can be done with them.
  const back = box.querySelector(".step a"); // from the first question, to the page before
  const before = make("p", { className: "before" }, words.before);
  const live = box.querySelector(".live");
  const rows = make("ol");
  const reused = make("p", {}, words.kept);
  const text = make("textarea", { readOnly: true, rows: 8 });
  const address = make("input", { readOnly: true });
  const textBox = make("label", {}, words.copy_self, text);
  const addressBox = make("p", {}, make("label", {}, words.share_note, address), button(words.copy_link, () => put(address, addressBox)));
  const copied = make("span", { role: "status" });
  const tools = make("p", { className: "mine__tools" },
    button(words.print, () => print()),
    button(words.copy, () => { text.value = plain(); put(text, textBox); }),
    button(words.share, () => {
      address.value = `${location.origin}${location.pathname}#${words.version}/${state.from}/${state.path.join(".")}`;
      addressBox.hidden = false;
      address.select();
    }), copied);
  const mine = make("section", { className: "mine" }, make("h2", {}, words.answers), reused, rows,
    make("p", {}, button(words.again, () => go(fresh()))), tools, textBox, addressBox);
  const unknown = make("p", { className: "unknown", role: "alert", hidden: true });
  box.prepend(unknown);
  box.append(mine);

  const list = (steps, ended) => {
    mine.hidden = !steps.length;
    tools.hidden = !ended;
    textBox.hidden = addressBox.hidden = true;
    copied.textContent = "";
    reused.hidden = !state.reused;
    rows.replaceChildren(...steps.map((step, number) => {
      const asked = heading(nodes.get(step.id)).textContent;
      const alter = Object.assign(button(words.change, () => change(number)), { ariaLabel: `${words.change}: ${asked}` });
      return make("li", {}, make("b", {}, asked), make("span", {}, full(step.link)), alter);
    }));
  };

  // One page for a doctor, on paper and as text.
  const summary = (told) => {
    const { steps, id } = walk(state);
    const node = nodes.get(id);
    const day = new Date().toLocaleDateString(navigator.language, { dateStyle: "long" });
    const denied = steps.filter(({ id }) => nodes.get(id).classList.contains("node--check"))
      .flatMap(({ id, number }) => number < answers(id).length - 1 ? answers(id).slice(0, number) : [])
      .filter(isSign).map((link) => told(link));
    return [
      ["h1", [words.sheet]],
      ["p", [`${words.sheet_name} ${"_".repeat(30)} ${words.sheet_born} ${"_".repeat(16)}`]],
      ["p", [`${words.sheet_date} ${day}. ${words.sheet_version} ${words.version}. ${document.querySelector(".banner p").textContent}`]],
      ["h2", [words.result]], ["p", [heading(node).textContent]],
      ["h2", [words.why]], ["li", texts(node, ".why > li:not([hidden])")],
      ["h2", [words.what_to_do]], ["li", texts(node, ".do > li, .unseen")],
      ["h2", [words.answers]], ["li", steps.map(({ id, link }) => `${heading(nodes.get(id)).textContent} ${full(link)}`)],
      ...(denied.length ? [["h2", [words.denied]], ["li", denied]] : []),
      ["h2", [words.medicines]], ["div", [""]],
    ];
  };
  const brief = (link) => link.closest(".node--first") ? link.textContent : full(link); // paper has one side
  const plain = () => summary(full).map(([tag, lines]) => lines.map((line) => `${{ h2: "\n", li: "- " }[tag] ?? ""}${line}\n`).join("")).join("");

  // Copies a field, or shows and selects it, so that readers can.
  const put = (field, around) => {
    const self = () => { around.hidden = false; field.select(); };
    if (!navigator.clipboard) return self();
    navigator.clipboard.writeText(field.value).then(() => { copied.textContent = words.copied; }, self);
  };

  const sheet = make("div", { className: "sheet" });
  addEventListener("beforeprint", () => {
    if (!state.path.length || tools.hidden) return;
    sheet.replaceChildren(...summary(brief).map(([tag, lines]) => tag === "li"
      ? make("ul", {}, ...lines.map((line) => make("li", {}, line))) : make(tag, {}, lines[0])));
    document.body.append(sheet);
  });
  addEventListener("afterprint", () => sheet.remove());

  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = heading(link.closest(".node") ?? box)?.id;
    const number = nodes.has(id) && !isEnding(id) ? answers(id).indexOf(link) : -1;
    if (number >= 0) answer(id, number);
    else if (link === back && state.path.length) change(state.path.length - 1);
    else if (link.getAttribute("href") === `#${start}`) go(fresh());
    else return;
    event.preventDefault();
  });

  // A part of the page that is no part of the check, such as the one the skip link leads to.
  const isElsewhere = (name) => !nodes.has(name) && Boolean(document.getElementById(name));

  // What an address asks for: a node, the answers of a shared link, or something that is not here.
  const read = () => {
    const name = location.hash.slice(1);
    const [version, from, path] = name.split("/");
    const asked = path
      ? { ...fresh(from), version, path: path.split(".").map(Number) }
      : fresh(nodes.has(name) || !isElsewhere(name) ? name || start : start);
    if (walk(asked)) return asked;
    unknown.textContent = path && version !== words.version ? words.old_link : words.unknown;
    return null;
  };

  // Answers come back with the Back button or a reload, but not with a link to this page.
  const returned = performance.getEntriesByType("navigation")[0]?.type !== "navigate";

  const arrive = (moved) => {
    const name = location.hash.slice(1);
    const known = (moved || returned) && history.state?.path && walk(history.state) ? history.state : null;
    if (moved && !known && isElsewhere(name)) return;
    const asked = known ?? read();
    const address = nodes.has(name) || isElsewhere(name) ? location.href : location.pathname + location.search;
    history.replaceState(asked ?? fresh(), "", address);
    show(asked ?? fresh(), moved);
    unknown.hidden = Boolean(asked);
  };

  box.classList.add("on");
  history.scrollRestoration = "manual";
  addEventListener("popstate", () => arrive(true));
  arrive(false);
})();
