// The search box: what a query means, the order of results, how they look. MiniSearch does the matching.
// guide.js loads this when a reader first opens the box. Texts go into the page as text, never as markup. Notes: .github/DESIGN-search.md.
const guideSearch = (() => {
  const dialog = document.getElementById("search");
  const input = dialog.querySelector("input");
  const say = dialog.dataset;
  const root = new URL("../../", new URL(say.index, document.baseURI));
  const BOOST = { called: 3, typed: 2.5 }; // title and names; what editors say people type; `told` is the rest
  const KINDS = { word: 0.66, hub: 0.93, about: 0.8, tool: 0.85, home: 0.6 };
  const [EXACT, BODY] = [0.85, 0.3]; // a title typed in full, if its kind is less; MiniSearch's order, beside the best name
  const [LONGEST, LOOKED, MOST] = [500, 40, 10]; // letters of a query; records ordered by name; results

  let data; // as hooks/guidekit/publishing/search/files.py wrote it
  let records; // MiniSearch over the pages and the words of the glossary
  const stems = new Map(); // stem -> a word of it, how often it stands there, whether the guide itself writes it
  const forms = new Map(); // word -> its stem, and the groups of words that mean the same
  const groups = new Map(); // stem -> those groups

  // --- words ---
  const words = (text) =>
    text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const stem = (word) => form(word)[0];
  const form = (word) => {
    if (!forms.has(word)) {
      const cut = /[sgde]$/.test(word) ? data.ends.reduce((left, [end, by]) => left.replace(end, by), word) : word;
      forms.set(word, [cut, ...(groups.get(cut) || [])]);
    }
    return forms.get(word);
  };
  const telling = (told) => {
    const kept = told.filter((word) => !data.stop.has(word));
    return kept.length ? kept : told;
  };
  const roots = (text) => telling(words(text)).map(stem);
  const rarity = (root) => Math.log(2 + data.pages.length / ((stems.get(root)?.times || 0) + 1));
  const known = (word) => data.stop.has(word) || groups.has(stem(word)) || stems.get(stem(word))?.own;
  const sum = (all, of) => all.reduce((before, one) => before + of(one), 0);

  // --- the index ---
  const take = (value) => {
    data = value;
    data.ends = data.ends.map(([end, by]) => [new RegExp(end), by]);
    data.stop = new Set(data.stop.split(" "));
    for (const [number, group] of data.same.entries())
      for (const root of new Set(group.split(" ").map(stem))) groups.set(root, [...(groups.get(root) || []), `=${number}`]);
    forms.clear();
    for (const sign of data.signs) sign.phrases = sign.phrases.map(roots);
    data.pages = data.pages.map(page);
    records = new MiniSearch({ fields: ["called", "typed", "told"], tokenize: (text) => [...new Set(words(text))], processTerm: note });
    records.addAll(data.pages);
    search();
  };
  const page = ([address, title, kind, names, typed, parts, rest], id) => ({
    id, address, title, kind, names: [title, ...names.split("|"), ...typed.split("|")].filter(Boolean),
    called: `${title} ${names}`, typed, told: `${parts.map(([, heading, text]) => `${heading} ${text}`).join(" ")} ${rest}`,
    parts: parts.map(([anchor, heading, text]) =>
      ({ anchor: anchor === 1 ? words(heading).join("-") : anchor, heading, lines: text.split("\n").filter(Boolean) })),
  });
  const note = (word, field) => {
    if (data.stop.has(word)) return null;
    const root = stem(word);
    if (!stems.has(root)) stems.set(root, { word, times: 0, own: false });
    stems.get(root).times += 1;
    stems.get(root).own ||= field !== "typed";
    return form(word);
  };

  // --- what a query means ---
  const understand = (query) => {
    const said = words(query.slice(0, LONGEST));
    const typed = said.flatMap((word, at) => (joined(said[at - 1], word) ? [] : joined(word, said[at + 1]) || word));
    const open = /[\p{L}\p{N}]$/u.test(query) && typed.at(-1);
    const terms = [...new Set(telling(typed))].flatMap((word) => {
      const begun = word === open && [...forms.keys()].find((other) => other.startsWith(word) && known(other));
      if (begun || word.length < 3 || known(word)) return { word: begun && !stem(begun).startsWith(word) ? begun : word };
      return [nearest(word) || apart(word) || word].flat().map((one) => ({ word: one, mended: one !== word }));
    });
    const all = sum(terms, ({ word }) => rarity(stem(word)));
    return terms.map((term) => ({ ...term, root: stem(term.word), weight: rarity(stem(term.word)) / all }));
  };

  // The likeliest word: one slip away, two in a long word, one more if it sounds alike, letters are swapped or an ending is.
  // What editors listed may be misspelt too: it is mended only if a word of the guide sounds alike.
  const nearest = (word) => {
    const root = stem(word);
    const listed = stems.has(root);
    const limit = word.length > 7 ? 2 : 1;
    const sound = bones(root);
    const swapped = (other) => [...other].some((_, at) => other.slice(0, at) + other[at + 1] + other[at] + other.slice(at + 2) === root);
    const likely = (other) => (other[0] === word[0] ? 1.2 : 1) * (bones(other) === sound ? 1.15 : 1) * (swapped(other) ? 1.2 : 1)
      * (stems.get(other).own ? 1 : 0.8) * (1 + Math.log(stems.get(other).times) / 50);
    const slip = (other, far) => !listed && far <= limit && word.length > 3 && (word.length > 4 || other.length !== root.length);
    const alike = (other) => (!listed || stems.get(other).own) && (bones(other) === sound || swapped(other) || word.startsWith(other));
    const found = new Map();
    for (let far = 1; far <= limit + 1; far += 1)
      for (const other of spelt(root, far))
        if (!found.has(other) && (slip(other, far) || alike(other))) found.set(other, likely(other) * (other.length / (other.length + far)));
    return stems.get([...found].sort((a, b) => b[1] - a[1])[0]?.[0])?.word;
  };
  const spelt = (root, fuzzy) => {
    const found = records.search(root, { fuzzy, tokenize: (text) => [text], processTerm: (term) => term });
    return new Set(found.flatMap(({ terms }) => terms).filter((term) => term[0] !== "=" && term.length > 2));
  };
  // What is left of a word when only its sound counts: "flebitus" and "phlebitis".
  const bones = (word) =>
    word.replace(/ph/g, "f").replace(/c(?=[eiy])|z/g, "s").replace(/ck?|q/g, "k").replace(/x/g, "ks")
      .replace(/(?<=.)[aeiouyhw]+/g, "").replace(/(.)\1+/g, "$1");
  const joined = (one, two) => one && two && known(one + two) && !(known(one) && known(two)) && one + two;
  const apart = (word) => {
    for (let at = 3; at <= word.length - 3; at++)
      if (known(word.slice(0, at)) && known(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    return null;
  };

  // How sure it is that a typed word means this stem, or one of these.
  const sure = ({ root }, other) => {
    if (root === other) return 1;
    if (groups.get(other)?.some((group) => groups.get(root)?.includes(group))) return 0.75;
    return root.length > 2 && other.startsWith(root) ? 0.4 + 0.5 * (root.length / other.length) : 0;
  };
  const best = (term, others) => Math.max(0, ...others.map((other) => sure(term, other)));

  // --- ranking ---
  const find = (query) => {
    const terms = understand(query);
    const signs = warnings(terms);
    const hits = records.search(terms.map(({ root }) => root).join(" "), {
      boost: BOOST,
      tokenize: (text) => text.split(" "),
      processTerm: (root) => [root, ...(groups.get(root) || [])],
      boostTerm: (term) => (term[0] === "=" ? 0.8 : 1),
      prefix: (term) => term[0] !== "=" && term.length > 2,
    }).slice(0, LOOKED);
    const bodies = new Map(hits.map(({ id, score }) => [data.pages[id], score / hits[0].score]));
    for (const { sign, part } of signs) {
      const one = data.pages.find(({ address }) => address === sign.page);
      if (part > 0.4 && !bodies.has(one)) bodies.set(one, 0);
    }
    const ranked = [...bodies].map(([one, body]) => ({ page: one, score: rank(one, body, terms, signs) }));
    ranked.sort((a, b) => b.score - a.score || a.page.id - b.page.id);
    const found = ranked.filter(({ score }) => score >= ranked[0].score / 4).slice(0, MOST);
    return { terms, signs: signs.filter(({ part }) => part > 0.3).slice(0, 1), found };
  };

  const rank = (one, body, terms, signs) => {
    one.roots ??= one.names.map(roots);
    const [title, ...names] = one.roots.map((name) => fit(name, terms));
    const part = signs.find(({ sign }) => sign.page === one.address)?.part || 0;
    return (Math.max(title, ...names.map((name) => name * 0.97)) + BODY * body) * Math.max(KINDS[one.kind] || 1, title > 0.999 && EXACT)
      + (part > 0.8 ? 1.5 : part > 0.4 ? 0.9 : 0) * part;
  };
  // How well a name fits: the part of the query it holds, and the part of the name that was typed.
  const fit = (name, terms) => {
    const typed = holds(name, terms);
    const held = sum(name, (other) => rarity(other) * Math.max(0, ...terms.map((term) => sure(term, other)))) / sum(name, rarity);
    return typed && (2 * typed * held) / (typed + held);
  };
  const holds = (others, terms) => sum(terms, (term) => best(term, others) * term.weight);

  // Warning signs that all the words of a phrase tell, each with its part of the query.
  const warnings = (terms) => {
    const part = (phrase) => {
      const used = terms.filter((term) => best(term, phrase) >= 0.65);
      return phrase.every((other) => used.some((term) => sure(term, other) >= 0.65)) ? sum(used, ({ weight }) => weight) : 0;
    };
    const urgent = ({ sign, part: much }) => much + (sign.id === "emergency" ? 0.2 : 0);
    return data.signs.map((sign) => ({ sign, part: Math.max(...sign.phrases.map(part)) }))
      .filter((one) => one.part).sort((a, b) => urgent(b) - urgent(a));
  };

  // The sentence of a page that holds most of the query, and its section.
  const passage = ({ parts }, terms) => {
    const lines = parts.flatMap((part) => {
      const head = fit(roots(part.heading), terms);
      const worth = (line) => 0.75 * holds(words(line).map(stem), terms) + 0.2 * head - line.length / 5000;
      return [{ part, line: part.lines[0], worth: 0.8 * head }, ...part.lines.map((line) => ({ part, line, worth: worth(line) }))];
    });
    const top = lines.reduce((one, other) => (other.worth > one.worth ? other : one), { worth: 0.15 });
    return { part: top.part, line: top.line || lines.find(({ line }) => line)?.line };
  };

  // --- the box ---
  const area = (name) => dialog.querySelector(`.search__${name}`);
  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  const link = (address, ...inside) => Object.assign(element("a", "", ...inside), { href: new URL(address, root) });
  const marked = (text, terms) =>
    text.split(/([\p{L}\p{N}\p{M}'’]+)/u).map((piece, at) => {
      const hit = at % 2 && words(piece).some((word) => terms.some((term) => sure(term, stem(word)) > 0.4));
      return hit ? element("mark", "", piece) : piece;
    });

  const result = (one, terms) => {
    const { part, line } = passage(one, terms);
    const anchor = part?.anchor && !one.address.includes("#") ? `#${part.anchor}` : "";
    const label = one.kind === "word" ? say.word : part?.heading;
    return element("li", "", link(one.address + anchor, ...marked(one.title, terms)),
      ...(label && label !== one.title ? [element("span", "search__part", label)] : []),
      ...(line ? [element("p", "", ...marked(line, terms))] : []));
  };
  const signBox = ({ sign }) => element("div", `care care--${sign.id}`,
    element("h3", "", element("span", "care__word", `${sign.word}: `), sign.heading),
    element("p", "", link(sign.page, sign.sign), ...(sign.act ? [". ", element("b", "", sign.act)] : ["."])));
  const nearButton = (word) =>
    Object.assign(element("button", "", word), { type: "button", onclick() { input.value = word; input.focus(); search(); } });

  const show = ({ terms, signs, found }) => {
    const near = found.length ? [] : terms.flatMap(({ root }) => [...spelt(root, 0.35)]);
    area("signs").replaceChildren(...signs.map(signBox));
    area("found").replaceChildren(...found.map((one) => result(one.page, terms)));
    area("none").hidden = !terms.length || found.length > 0;
    area("how").hidden = terms.length > 0;
    area("near").hidden = !near.length;
    area("words").replaceChildren(...near.slice(0, 3).map((root) => nearButton(stems.get(root).word)));
    tell(found.length, terms);
  };
  const search = () => {
    if (!records) return;
    show(find(input.value));
    say.ready = input.value;
  };
  const tell = (count, terms) => {
    const mended = terms.filter((term) => term.mended).map(({ word }) => word).join(" ");
    const shown = [count === 1 ? say.one : say.many.replace("{n}", count), mended && say.instead.replace("{words}", mended)];
    clearTimeout(tell.later);
    tell.later = setTimeout(() => { area("count").textContent = count ? shown.join(" ") : terms.length ? say.none : ""; }, 150);
  };

  const move = (event) => {
    if (event.key === "Escape") { // in a search field the first one would only empty it
      event.preventDefault();
      dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...dialog.querySelectorAll(".search__signs a, .search__found a, .search__none:not([hidden]) a")];
    if (!links.length || !(step || (event.key === "Enter" && event.target === input))) return;
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

  return { take, find };
})();
