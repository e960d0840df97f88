// The search box: index, matching, ranking, results. guide.js loads it when a reader first opens the box.
// Design notes: .github/DESIGN-search.md. Texts go into the page as text, never as markup.
const guideSearch = (() => {
  const dialog = document.getElementById("search");
  const input = dialog.querySelector("input");
  const folder = new URL(".", new URL(dialog.dataset.index, document.baseURI));
  const root = new URL("../../", folder);
  const WEIGHTS = [0, 0.4, 0.7, 0.9, 1]; // in the text, a heading, a name, the title
  const KINDS = { word: 0.66, hub: 0.93, about: 0.8, tool: 0.85, home: 0.6 };
  const MOST = 10;
  const LOOKED = 30; // the best of the first look, ranked again by names and sentences

  let index;
  const places = new Map(); // stem -> Map of record -> weight
  const forms = new Map(); // word -> stem
  const counts = new Map(); // stem -> number of records
  const spelling = new Map();
  const same = new Map(); // stem -> stems that mean the same
  const shards = new Map(); // word -> number of its part, in a big index
  const sounds = new Map();
  let stop = new Set();

  // --- words ---

  const words = (text) =>
    (/^[ -~\n]*$/.test(text)
      ? text.replaceAll("'", "").toLowerCase().match(/[a-z0-9]+/g)
      : text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu)) || [];

  // As `stem` in hooks/guidekit/searchindex.py.
  const stems = new Map();
  const stem = (word) => {
    let cut = stems.get(word);
    if (cut === undefined) stems.set(word, (cut = cutEnd(word)));
    return cut;
  };
  const cutEnd = (word) => {
    if (word.length < 4) return word;
    if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
    if (word.endsWith("s") && !/(?:ss|us|is)$/.test(word))
      word = word.slice(0, /(?:[sxz]|ch|sh)es$/.test(word) ? -2 : -1);
    for (const [end, least] of [["ing", 6], ["ed", 5]]) {
      if (word.endsWith(end) && word.length >= least) {
        word = word.slice(0, -end.length);
        if (/([^lsz])\1$/.test(word)) word = word.slice(0, -1);
        break;
      }
    }
    return word.endsWith("e") && word.length > 4 ? word.slice(0, -1) : word;
  };

  // As `sound` in hooks/guidekit/misspell.py.
  const SOUNDS = [
    [/^(kn|gn|pn)/, "n"], [/^wr/, "r"], [/^rh/, "r"], [/sch/g, "sk"], [/sc(?=[eiy])/g, "s"],
    [/ph/g, "f"], [/gh/g, "g"], [/ck|q|c(?![eiyh])/g, "k"], [/ch/g, "k"], [/c/g, "s"],
    [/x/g, "ks"], [/z/g, "s"], [/dg|j/g, "g"], [/ti(?=o|a)/g, "s"], [/(.)\1+/g, "$1"],
    [/(?<=.)[aeiouyhw]+/g, ""], [/(.)\1+/g, "$1"],
  ];
  const sound = (word) => {
    let heard = sounds.get(word);
    if (heard === undefined) {
      heard = SOUNDS.reduce((text, [pattern, as]) => text.replace(pattern, as), word);
      sounds.set(word, heard);
    }
    return heard;
  };

  // Letters dropped, added, changed or swapped; more than `limit` counts as limit + 1.
  const distance = (one, other, limit) => {
    if (Math.abs(one.length - other.length) > limit) return limit + 1;
    let older = [];
    let before = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      [older, before, row] = [before, row, [i]];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          cost = Math.min(cost, older[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > limit) return limit + 1;
    }
    return row[other.length];
  };

  // --- the index ---

  const note = (text, record, weight) => {
    for (const word of words(text)) {
      const root = stem(word);
      forms.set(word, root);
      put(root, record, weight);
    }
  };
  const put = (root, record, weight) => {
    let found = places.get(root);
    if (!found) places.set(root, (found = new Map()));
    if ((found.get(record) || 0) < weight) found.set(record, weight);
  };

  const take = {
    index(value) {
      index = value;
      stop = new Set(value.stop.split(" "));
      for (const [word, slips] of Object.entries(value.spelling))
        for (const slip of slips.split(" ")) spelling.set(slip, word);
      index.pages = value.pages.map(([address, title, kind, names, body]) => ({ address, title, kind, names, body }));
      if (value.words) readList(value);
      else index.pages.forEach(readPage);
      readRest(value.rest || "");
      for (const group of value.same) {
        const roots = new Set(group.split(" ").map(stem));
        for (const root of roots) same.set(root, new Set([...(same.get(root) || []), ...roots]));
      }
      for (const sign of value.signs)
        sign.phrases = sign.phrases.map((phrase) => [...new Set(words(phrase).filter((word) => !stop.has(word)).map(stem))]);
    },
    words([, lists]) {
      for (const [word, list] of Object.entries(lists))
        for (const [, record, weight] of list.matchAll(/([0-9a-f]+)([g-k])/g))
          put(stem(word), parseInt(record, 16), "ghijk".indexOf(weight));
    },
    page([record, names, body]) {
      Object.assign(index.pages[record], { names, body });
    },
  };

  const readPage = (page, record) => {
    note(page.title, record, 4);
    note(page.names, record, 3);
    for (const [, heading, text] of page.body) {
      note(heading, record, 2);
      note(text, record, 1);
    }
  };
  const readRest = (rest) => {
    for (const item of rest ? rest.split(" ") : []) {
      const [word, steps] = item.split(":");
      const root = stem(word);
      let record = 0;
      forms.set(word, root);
      for (const step of steps.split(",")) put(root, (record += parseInt(step, 16)), 1);
    }
  };
  const readList = (value) =>
    value.words.forEach((list, number) => {
      const many = value.many[number].split(" ");
      list.split(" ").forEach((word, at) => {
        forms.set(word, stem(word));
        shards.set(word, number);
        counts.set(stem(word), (counts.get(stem(word)) || 0) + parseInt(many[at], 16));
      });
    });

  const loaded = new Map();
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, folder);
        script.onload = () => { script.remove(); resolve(); };
        script.onerror = () => { script.remove(); loaded.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  // --- what a query means ---

  const rarity = (root) => {
    const many = counts.get(root) || places.get(root)?.size || 0;
    return Math.log(1 + index.pages.length / (many + 0.5));
  };

  const understand = (query) => {
    const mended = new Set();
    let typed = words(query.slice(0, 200)).slice(0, 12).map((word) => {
      const meant = spelling.get(word);
      if (meant) mended.add(meant);
      return meant || word;
    });
    typed = typed.flatMap((word, at) => apart(word) || together(typed, at) || [word]);
    const telling = typed.filter((word) => !stop.has(word));
    const open = /[\p{L}\p{N}]$/u.test(query) ? typed.at(-1) : "";
    return [...new Set(telling.length ? telling : typed)].map((word) => {
      const term = meaning(word, word === open);
      return mended.has(word) ? { ...term, instead: word } : term;
    });
  };
  // "spiderveins" and "shin splints", "shinsplints" and "var icose".
  const apart = (word) => {
    if (forms.has(word) || word.length < 8 || nearest(word, new Map())) return null;
    let best = null;
    for (let at = 4; at <= word.length - 4; at++) {
      const pair = [word.slice(0, at), word.slice(at)];
      const missing = pair.filter((half) => !forms.has(half));
      if (!missing.length) return pair;
      if (missing.length === 1 && nearest(missing[0], new Map())) best ??= pair;
    }
    return best;
  };
  const together = (typed, at) => {
    const joins = (from) => typed[from + 1] !== undefined && !(forms.has(typed[from]) && forms.has(typed[from + 1]))
      && forms.has(typed[from] + typed[from + 1]);
    if (at && joins(at - 1)) return [];
    return joins(at) ? [typed[at] + typed[at + 1]] : null;
  };

  // One typed word: the stems it may mean, each with how sure that is, and its weight in the query.
  const meaning = (word, open) => {
    const root = stem(word);
    const known = places.has(root) || counts.has(root);
    const sure = new Map(known ? [[root, 1]] : []);
    let instead = "";
    for (const other of same.get(root) || []) raise(sure, other, 0.75);
    if ((open || word.length > 3) && word.length > 2) starting(word, known || sure.size > 0, sure);
    if (!sure.size) {
      instead = nearest(word, sure);
      for (const other of (instead && same.get(stem(instead))) || []) raise(sure, other, 0.65);
    }
    const top = Math.max(...sure.values(), 0);
    const likely = [...sure].filter(([, how]) => how >= Math.min(top, 0.65)).map(([to]) => rarity(to));
    const weight = Math.max(sure.size ? Math.min(...likely) : rarity(""), 0.2);
    return { word, root, sure, weight, instead, known };
  };
  const raise = (sure, root, how) => {
    if ((places.has(root) || counts.has(root)) && (sure.get(root) || 0) < how) sure.set(root, how);
  };
  const starting = (word, known, sure) => {
    const found = [];
    for (const [other, root] of forms)
      if (other.length > word.length && other.startsWith(word) && root !== stem(word)) found.push([other, root]);
    found.sort((a, b) => rarity(a[1]) - rarity(b[1]));
    for (const [other, root] of found.slice(0, 8))
      raise(sure, root, (0.5 + 0.4 * (word.length / other.length)) * (known ? 0.6 : 1));
  };
  const nearest = (word, sure) => {
    const heard = sound(word);
    const limit = word.length < 3 ? 0 : word.length < 8 ? 1 : 2;
    const found = [];
    for (const [other, root] of forms) {
      if (other.length < 3 || Math.abs(other.length - word.length) > 3) continue;
      const alike = sound(other) === heard && heard.length > 1;
      const first = other[0] === word[0] || sound(other)[0] === heard[0];
      if (!alike && !first && word.length < 6) continue;
      const far = distance(word, other, limit + (alike ? 2 : 0));
      if (far > limit + (alike ? 2 : 0)) continue;
      const how = 0.86 - 0.1 * (far - 1) + (alike ? 0.08 : 0) - (first ? 0 : 0.15) - (/\d/.test(word + other) ? 0.5 : 0);
      found.push([how, root, other]);
    }
    found.sort((a, b) => b[0] - a[0] || rarity(a[1]) - rarity(b[1]));
    for (const [how, root] of found) if (how > 0.4 && how > found[0][0] - 0.05) raise(sure, root, how);
    return found.length && found[0][0] > 0.4 ? found[0][2] : "";
  };

  // --- ranking ---

  const find = async (query) => {
    const terms = understand(query);
    if (shards.size) await fetchLists(terms);
    const all = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
    const signs = warnings(terms, all);
    const first = firstLook(terms, all);
    const found = first.slice(0, shards.size ? MOST : LOOKED);
    for (const { sign, part } of signs) {
      const record = index.pages.findIndex(({ address }) => address === sign.page);
      if (part > 0.4 && !found.some((one) => one.record === record))
        found.push({ record, body: 0, page: index.pages[record] });
    }
    if (shards.size) {
      await Promise.all(found.map(({ record }) => load(`page-${record}.js`)));
    }
    for (const one of found) look(one, terms, all, signs);
    found.sort((a, b) => b.score - a.score || a.record - b.record);
    const least = found.length ? Math.max(found[0].score * 0.25, 0.12) : 0;
    return {
      terms,
      signs: signs.filter(({ part }) => part > 0.3).slice(0, 1),
      found: found.filter(({ score }) => score >= least).slice(0, MOST),
    };
  };

  const fetchLists = (terms) => {
    const wanted = new Set(terms.flatMap(({ sure }) => [...sure.keys()]));
    const parts = new Set();
    for (const [word, part] of shards) if (wanted.has(forms.get(word))) parts.add(part);
    return Promise.all([...parts].map((part) => load(`words-${part}.js`)));
  };

  const firstLook = (terms, all) => {
    const scores = new Map();
    for (const { sure, weight } of terms) {
      const best = new Map();
      for (const [root, how] of sure)
        for (const [record, where] of places.get(root) || []) {
          const worth = how * WEIGHTS[where];
          if ((best.get(record) || 0) < worth) best.set(record, worth);
        }
      for (const [record, worth] of best) scores.set(record, (scores.get(record) || 0) + (worth * weight) / all);
    }
    const found = [...scores].map(([record, body]) => ({ record, body, page: index.pages[record] }));
    return found.filter(({ body }) => body > 0.1).sort((a, b) => b.body - a.body);
  };

  const warnings = (terms, all) => {
    const found = [];
    for (const sign of index.signs) {
      let part = 0;
      for (const phrase of sign.phrases) {
        const used = new Set();
        const fits = phrase.every((root) => {
          const term = terms.find(({ sure, root: own }) => own === root || (sure.get(root) || 0) >= 0.65);
          if (term) used.add(term);
          return term;
        });
        if (fits) part = Math.max(part, [...used].reduce((sum, term) => sum + term.weight, 0) / all);
      }
      if (part) found.push({ sign, part });
    }
    const urgent = ({ sign, part }) => part + (sign.level === "emergency" ? 0.2 : 0);
    return found.sort((a, b) => urgent(b) - urgent(a));
  };

  // How well a name fits: the part of the query it holds, and the part of the name that was typed.
  const fit = (roots, terms, all) => {
    let typed = 0;
    const used = new Map();
    for (const { sure, weight } of terms) {
      let best = 0;
      let root = "";
      for (const own of roots) {
        const how = sure.get(own) || 0;
        if (how > best) [best, root] = [how, own];
      }
      if (best) {
        typed += (best * weight) / all;
        used.set(root, best);
      }
    }
    if (!used.size) return 0;
    let mine = 0;
    let hit = 0;
    for (const own of roots) {
      mine += rarity(own);
      hit += rarity(own) * (used.get(own) || 0);
    }
    const share = hit / mine;
    return (2 * typed * share) / (typed + share);
  };

  const telling = (text) => {
    const told = words(text);
    const kept = told.filter((word) => !stop.has(word));
    return new Set((kept.length ? kept : told).map(stem));
  };
  const prepare = (page) => {
    page.called = [page.title, ...(page.names ? page.names.split("|") : [])].map(telling);
    page.parts = page.body.map(([anchor, heading, text]) => ({
      anchor: anchor === 1 ? slug(heading) : anchor,
      heading,
      roots: telling(heading),
      lines: text ? text.split("\n").map((line) => ({ line, roots: new Set(words(line).map(stem)) })) : [],
    }));
  };
  const slug = (heading) =>
    heading.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-");

  const held = (roots, terms, all) => {
    let sum = 0;
    for (const { sure, weight } of terms) {
      let best = 0;
      for (const [root, how] of sure) if (how > best && roots.has(root)) best = how;
      sum += (best * weight) / all;
    }
    return sum;
  };

  const look = (one, terms, all, signs) => {
    const { page } = one;
    if (!page.called) prepare(page);
    const name = Math.max(...page.called.map((roots, at) => fit(roots, terms, all) * (at ? 0.97 : 1)));
    let best = { worth: 0 };
    for (const part of page.parts) {
      const head = fit(part.roots, terms, all);
      const under = held(part.roots, terms, all);
      if (head * 0.8 > best.worth) best = { worth: head * 0.8, part, line: part.lines[0]?.line };
      for (const { line, roots } of part.lines) {
        const worth = held(roots, terms, all) * 0.75 + under * 0.2 + (part.anchor === "in-short" ? 0.1 : 0) - line.length / 5000;
        if (worth > best.worth && worth > 0.15) best = { worth, part, line };
      }
    }
    const sign = signs.find((found) => found.sign.page === page.address);
    one.part = best.part;
    one.line = best.line || page.parts.find(({ lines }) => lines.length)?.lines[0].line || "";
    one.score = (name ** 1.3 + 0.45 * one.body + 0.35 * best.worth) * (KINDS[page.kind] || 1)
      + (sign && sign.part > 0.4 ? (sign.part > 0.8 ? 1.5 : 0.9) * sign.part : 0);
  };

  const near = (terms) => {
    const found = [];
    for (const { word, known } of terms) {
      if (known) continue;
      for (const [other, root] of forms) {
        if (other.length < 4) continue;
        const far = distance(word, other, 3) - (sound(word) === sound(other) ? 1 : 0);
        const named = [...(places.get(root)?.values() || [])].some((weight) => weight > 2);
        if (far <= 3 && far < other.length / 2) found.push([far - (named ? 0.5 : 0), other]);
      }
    }
    return [...new Set(found.sort((a, b) => a[0] - b[0]).map(([, other]) => other))].slice(0, 3);
  };

  // --- the box ---

  const part = (name) => dialog.querySelector(`.search__${name}`);
  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  const marked = (text, roots) =>
    text.split(/([\p{L}\p{N}\p{M}'’]+)/u).map((piece, at) => {
      const hit = at % 2 && words(piece).some((word) => roots.has(stem(word)));
      return hit ? element("mark", "", piece) : piece;
    });

  const result = ({ page, part: where, line }, roots) => {
    const link = element("a", "", ...marked(page.title, roots));
    link.href = new URL(page.address + (where?.anchor && !page.address.includes("#") ? `#${where.anchor}` : ""), root);
    const label = page.kind === "word" ? dialog.dataset.word : where?.heading;
    return element("li", "", link,
      ...(label && label !== page.title ? [element("span", "search__part", label)] : []),
      ...(line ? [element("p", "", ...marked(line, roots))] : []));
  };

  const signBox = ({ sign }) => {
    const link = element("a", "", sign.sign);
    link.href = new URL(sign.page, root);
    return element("div", `care care--${sign.level}`,
      element("h3", "", element("span", "care__word", `${sign.word}: `), sign.heading),
      element("p", "", link, ...(sign.act ? [". ", element("b", "", sign.act)] : ["."])));
  };

  const show = ({ terms, signs, found }) => {
    const roots = new Set(terms.flatMap(({ sure }) => [...sure].filter(([, how]) => how > 0.4).map(([to]) => to)));
    part("signs").replaceChildren(...signs.map(signBox));
    part("found").replaceChildren(...found.map((one) => result(one, roots)));
    part("none").hidden = !terms.length || found.length > 0;
    part("how").hidden = terms.length > 0;
    const others = terms.length && !found.length ? near(terms) : [];
    part("near").hidden = !others.length;
    for (const old of part("near").querySelectorAll("button")) old.remove();
    part("near").append(...others.map((word) => {
      const button = element("button", "", word);
      button.type = "button";
      button.addEventListener("click", () => { input.value = word; input.focus(); search(); });
      return button;
    }));
    tell(terms, found);
  };
  let telling_;
  const tell = (terms, found) => {
    const mended = terms.map(({ instead }) => instead).filter(Boolean);
    const { one, many, instead } = dialog.dataset;
    const count = found.length === 1 ? one : many.replace("{n}", found.length);
    const said = !terms.length || !found.length ? "" : count + (mended.length ? ` ${instead.replace("{words}", mended.join(" "))}` : "");
    clearTimeout(telling_);
    telling_ = setTimeout(() => { part("count").textContent = found.length || !terms.length ? said : dialog.dataset.none; }, 150);
  };

  let asked = 0;
  const search = async () => {
    const mine = ++asked;
    try {
      await load("index.js");
      const answer = await find(input.value);
      if (mine === asked) show(answer);
      dialog.dataset.ready = input.value;
    } catch (error) {
      if (!index || mine === asked) part("count").textContent = dialog.dataset.failed;
    }
  };

  const move = (event) => {
    if (event.key === "Escape") { // in a search field the first one would only empty it
      event.preventDefault();
      dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...dialog.querySelectorAll(".search__signs a, .search__found a, .search__none:not([hidden]) a")];
    const enter = event.key === "Enter" && event.target === input;
    if ((!step && !enter) || !links.length) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + (step || 1);
    if (at < 0) input.focus();
    else links[Math.min(at, links.length - 1)].focus();
  };

  input.addEventListener("input", search);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  search();

  return { take: (kind, value) => take[kind](value), find, sound, stem, words, distance };
})();
