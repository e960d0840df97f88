// The search box: what a query means, the order of results, how they look. MiniSearch does the matching.
// guide.js loads this when a reader first opens the box. Texts go into the page as text, never as markup. Notes: .github/DESIGN-search.md.
const guideSearch = (() => {
  const dialog = document.getElementById("search");
  const input = dialog.querySelector("input");
  const say = dialog.dataset;
  const root = new URL("../../", new URL(say.index, document.baseURI));
  const BOOST = { called: 3, typed: 2.5 }; // title and names; what editors say people type; `told` is the rest
  const KINDS = { word: 0.66, hub: 0.93, about: 0.8, tool: 0.85, home: 0.6 };
  const [BODY, HELD, NEAR] = [0.3, 0.47, 9]; // MiniSearch's order, beside the best name; part of a query to be held; words from one part of a sign to another
  const [LONGEST, LOOKED, MOST, WEAK] = [4000, 60, 10, 3]; // letters of a query; records ordered by name; results; those that share a word only
  let data; // as hooks/guidekit/publishing/search/files.py wrote it
  let records; // MiniSearch over the pages and the words of the glossary
  const stems = new Map(); // stem -> a word of it, how often it stands there, whether the guide itself writes it, and names something by it
  const forms = new Map(); // word -> its stem, and the groups of words that mean the same
  const groups = new Map(); // stem -> those groups
  const mendings = new Map(); // word -> the likeliest word for it
  const asTyped = new Set(); // words that the reader does not want mended

  // --- words ---
  const words = (text) => text.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const stem = (word) => form(word)[0];
  const form = (word) => {
    if (forms.has(word)) return forms.get(word);
    const cut = /[sgde]$/.test(word) ? data.ends.reduce((left, [end, by]) => left.replace(end, by), word) : word;
    return forms.set(word, [cut, ...(groups.get(cut) || [])]).get(word);
  };
  const telling = (told) => {
    const kept = told.filter((word) => !data.stop.has(word));
    return kept.length ? kept : told;
  };
  const roots = (text) => telling(words(text)).map(stem);
  const rarity = (root) => (data.quiet.has(root) ? 0.01 : /^(\d+|.)$/.test(root) ? 0.5 : Math.log(2 + data.pages.length / ((stems.get(root)?.times || 0) + 1)));
  const known = (word) => data.stop.has(word) || groups.has(stem(word)) || stems.get(stem(word))?.own;
  const sum = (all, of) => all.reduce((before, one) => before + of(one), 0);
  const top = (all, of) => all.reduce((one, other) => (of(other) > of(one) ? other : one), all[0]);

  // --- the index ---
  const take = (value) => {
    data = value;
    data.ends = data.ends.map(([end, by]) => [new RegExp(end), by]);
    data.stop = new Set(data.stop.split(" "));
    for (const [number, group] of data.same.entries())
      for (const root of new Set(group.split(" ").map(stem))) groups.set(root, [...(groups.get(root) || []), `=${number}`]);
    forms.clear();
    for (const list of ["plain", "quiet"]) data[list] = new Set(data[list].split(" ").map(stem));
    const heard = [...data.same, ...data.signs.flatMap(({ phrases }) => phrases)].join(" ").replace(/-\S+/g, ""); // no page need write them
    data.heard = new Set(roots(heard));
    data.elsewhere = data.elsewhere.map(phrase);
    for (const sign of data.signs) sign.phrases = sign.phrases.map(phrase);
    data.pages = data.pages.map(page);
    records = new MiniSearch({ fields: ["called", "typed", "told"], tokenize: (text) => [...new Set(words(text))], processTerm: note });
    records.addAll([...data.pages, { id: data.pages.length, told: heard }]);
    area("ways").append(...[...document.querySelectorAll(".menu li + li")].map((one) => one.cloneNode(true)));
    area("common").append(...data.common.map(wordButton));
    search();
  };
  // "leg/foot cold -water": a word of each part, and none of those after a hyphen.
  const phrase = (text) => {
    const [parts, never] = [true, false].map((kept) => text.split(" ").filter((part) => (part[0] !== "-") === kept).map(words));
    return { parts: parts.map((part) => part.filter((word) => !data.stop.has(word)).map(stem)).filter((part) => part.length), never: never.flat() };
  };
  const page = ([address, title, kind, names, typed, parts, rest], id) => ({
    id, address, title, kind, names: [title, ...names.split("|"), ...typed.split("|")].filter(Boolean),
    called: `${title} ${names}`, typed, told: `${parts.map(([, heading, text]) => `${heading} ${text}`).join(" ")} ${rest}`,
    parts: parts.map(([anchor, heading, text]) => ({ anchor: anchor === 1 ? words(heading).join("-") : anchor, heading, lines: text.split("\n").filter(Boolean) })),
  });
  const note = (word, field) => {
    if (data.stop.has(word)) return null;
    const [root] = form(word);
    const one = stems.get(root) || stems.set(root, { word, times: 0, bits: letters(root) }).get(root);
    one.times += 1;
    one.own ||= field !== "typed";
    one.names ||= field !== "told" || data.heard.has(root);
    return form(word);
  };

  // --- what a query means ---
  const understand = (query) => {
    const said = words(query.slice(0, LONGEST));
    const typed = said.flatMap((word, at) => (joined(said[at - 1], word) ? [] : joined(word, said[at + 1]) || word));
    const open = /[\p{L}\p{N}]$/u.test(query) && typed.at(-1);
    const meant = [...new Set(telling(typed))].flatMap((word, at) => meaning(word, word === open).map((one) => [one.word, { ...one, root: stem(one.word), typed: word, at }]));
    const terms = [...new Map(meant).values()];
    const all = sum(terms, ({ root }) => rarity(root));
    return terms.map((term) => ({ ...term, said: typed, surest: new Map(), weight: rarity(term.root) / all }));
  };
  const meaning = (word, open) => {
    const begun = open && [...forms.keys()].find((other) => other.startsWith(word) && known(other));
    if (begun) return [{ word: stem(begun).startsWith(word) ? word : begun, open }];
    if (word.length < 3 || known(word) || data.plain.has(stem(word)) || asTyped.has(word)) return [{ word }];
    const { other, certain } = mendings.get(word) || mendings.set(word, nearest(word)).get(word);
    return [other || apart(word) || word].flat().map((one) => ({ word: one, mended: one !== word, guessed: other && !certain }));
  };
  // The likeliest of the words that name something: one slip away, two in a long word, one more if it sounds alike or an ending is
  // wrong. What editors listed may be misspelt too: it is mended only if a word of the guide sounds alike.
  const nearest = (word) => {
    const [root] = form(word);
    const listed = stems.has(root);
    const limit = root.length > 8 ? 2 : 1;
    const found = spelt(root, limit + 1).filter(([other]) => stems.get(other).names).map(([other, far]) => {
      const { own, times } = stems.get(other);
      const first = other[0] === root[0];
      const sounds = bones(other) === bones(root) && (far < 2 || bones(root).length > 3);
      const alike = (own || !listed) && (sounds || (word.startsWith(other) && other.length > word.length - 4));
      const slip = !listed && far <= limit && word.length > (other.length === root.length ? 5 : 4)
        && (first || (far < 2 && (other.length !== root.length || root.length > 6)));
      const likely = (first ? 1.2 : 1) * (alike ? 1.15 : 1) * (own ? 1 : 0.8) * (1 + Math.log(times) / 50);
      return { other, certain: sounds || (first && root.length > 4), worth: alike || slip ? likely * (other.length / (other.length + far)) : 0 };
    }).filter(({ worth }) => worth);
    const { other, certain } = top(found, ({ worth }) => worth) || {};
    return { other: stems.get(other)?.word, certain };
  };
  // Stems that a few slips part from this one, each with their number; those with too many other letters are not compared.
  const spelt = (root, most) => {
    const bits = letters(root);
    const near = ([other, one]) => other.length > 2 && Math.abs(other.length - root.length) <= most && ones(bits ^ one.bits) <= 2 * most;
    return [...stems].filter(near).map(([other]) => [other, slips(root, other, most)]).filter(([, far]) => far <= most);
  };
  const letters = (word) => [...word].reduce((bits, letter) => bits | (1 << (letter.charCodeAt() & 31)), 0);
  const ones = (bits) => (bits ? 1 + ones(bits & (bits - 1)) : 0);
  // Letters to change, add, drop or swap until one word is the other.
  const slips = (one, two, most) => {
    let [before, last] = [[], [...two, ""].map((_, at) => at)];
    for (let i = 1; i <= one.length && Math.min(...last) <= most; i += 1) {
      const row = [i];
      for (let j = 1; j <= two.length; j += 1) {
        const swap = one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1] ? before[j - 2] + 1 : most + 1;
        row[j] = Math.min(last[j - 1] + (one[i - 1] !== two[j - 1]), last[j] + 1, row[j - 1] + 1, swap);
      }
      [before, last] = [last, row];
    }
    return Math.min(...last) > most ? most + 1 : last[two.length];
  };
  // What is left of a word when only its sound counts: "flebitus" and "phlebitis".
  const bones = (word) => word.replace(/(.)\1+/g, "$1").replace(/ph/g, "f").replace(/c(?=[eiy])|z/g, "s").replace(/ck?|q/g, "k").replace(/x/g, "ks")
    .replace(/(?<=.)[aeiouyhw]+/g, "").replace(/^[eiou]/, "a");
  const joined = (one, two) => one && two && known(one + two) && !(known(one) && known(two)) && one + two;
  const apart = (word) => {
    const named = (part) => part.length > 2 && stems.get(stem(part))?.own && stems.get(stem(part)).names;
    const at = [...word].findIndex((_, end) => named(word.slice(0, end)) && named(word.slice(end)));
    return at > 0 && [word.slice(0, at), word.slice(at)];
  };
  // How sure it is that a typed word means this stem, or one of these.
  const sure = ({ root, word, surest }, other) => {
    if (!surest.has(other)) surest.set(other, root === other ? 1 : groups.get(other)?.some((group) => groups.get(root)?.includes(group)) ? 0.75
      : word.length > 2 && other.startsWith(word) ? 0.4 + 0.5 * (word.length / other.length) : 0);
    return surest.get(other);
  };
  const best = (term, others) => others.reduce((most, other) => Math.max(most, sure(term, other)), 0);

  // --- ranking ---
  const find = (query) => {
    const terms = understand(query);
    const signs = warnings(terms);
    const loud = terms.filter(({ root }) => !data.quiet.has(root));
    const hits = records.search((loud.length ? loud : terms).map(({ root }) => root).join(" "), {
      boost: BOOST,
      tokenize: (text) => text.split(" "),
      processTerm: (root) => [root, ...(groups.get(root) || [])],
      boostTerm: (term) => (term[0] === "=" ? 0.8 : 1),
      prefix: (term) => term[0] !== "=" && term.length > 2,
    }).filter(({ id }) => data.pages[id]);
    const bodies = new Map(hits.slice(0, LOOKED).map(({ id, score }) => [data.pages[id], score / hits[0].score]));
    for (const { sign, part } of signs) {
      const one = data.pages.find(({ address }) => address === sign.page);
      if ((part > 0.4 || sign === signs[0].sign) && !bodies.has(one)) bodies.set(one, 0);
    }
    const ranked = [...bodies].map(([one, body]) => ({ page: one, score: rank(one, body, terms, signs) })).sort((a, b) => b.score - a.score || a.page.id - b.page.id);
    const found = ranked.filter(({ score }) => score >= ranked[0].score / 4).slice(0, MOST);
    const missing = signs.length ? [] : lacks(found, terms);
    return { terms, signs: signs.slice(0, 1), missing, found: found.slice(0, missing.length ? WEAK : MOST), count: hits.length };
  };
  const rank = (one, body, terms, signs) => {
    one.roots ??= one.names.map(roots);
    const [title, ...names] = one.roots.map((name) => fit(name, terms));
    const { part = 0 } = signs.find(({ sign }) => sign.page === one.address) || {};
    const warned = part > 0.8 ? 1.5 * part : part > 0.4 ? 0.9 * part : part && signs[0].sign.page === one.address ? 0.4 : 0;
    return (Math.max(title, ...names.map((name) => name * 0.97)) + BODY * body) * (KINDS[one.kind] || 1) + (title > 0.999 ? (one.kind === "word" ? 0.3 : 0.35) : 0) + warned;
  };
  // How well a name fits: the part of the query it holds, and the part of the name that was typed.
  const fit = (name, terms) => {
    const typed = holds(name, terms);
    const held = sum(name, (other) => rarity(other) * Math.max(0, ...terms.map((term) => sure(term, other)))) / sum(name, rarity);
    return typed && (2 * typed * held) / (typed + held);
  };
  const holds = (others, terms) => sum(terms, (term) => best(term, others) * term.weight);
  const share = (terms) => sum(terms, ({ weight }) => weight);
  // The words typed that no page holds together, in its names and one section; none if enough are held.
  const lacks = (found, terms) => {
    const other = data.elsewhere.map((one) => told(one, terms)).find((several) => share(several) > 0.4);
    if (other) return other.sort((a, b) => a.at - b.at).map(({ typed }) => typed);
    const tried = found.flatMap(({ page: one }) => one.parts.map((part) => {
      part.roots ??= [part.heading, ...part.lines].flatMap(roots);
      const held = (term) => Math.max(0.8 * best(term, part.roots), ...one.roots.map((name) => best(term, name)));
      return [sum(terms, (term) => term.weight * held(term)), terms.filter((term) => held(term) < 0.5)];
    }));
    const [most, left] = top([[0, terms], ...tried], ([much]) => much);
    return most >= HELD * Math.min(1, 5 / terms.length) ? [] : (terms.length < 5 ? terms : left).filter(({ root }) => !data.quiet.has(root)).map(({ typed }) => typed);
  };
  // The words of a query that tell each part of a phrase, every part by another word, near the rest.
  const told = ({ parts, never }, terms) => {
    const tells = (term, other) => (term.open || other === term.root || !other.startsWith(term.word)) && sure(term, other) >= 0.7;
    const rest = ([part, ...more], left) => {
      for (const term of part ? left.filter((one) => !one.guessed && part.some((other) => tells(one, other))) : []) {
        const others = rest(more, left.filter((one) => one !== term && Math.abs(one.at - term.at) < NEAR));
        if (others) return [term, ...others];
      }
      return part ? null : [];
    };
    return never.some((word) => terms[0]?.said.includes(word)) ? [] : rest(parts, terms) || [];
  };
  const warnings = (terms) => {
    const urgent = ({ sign, part }) => part + (sign.id === "emergency" ? 1 : 0);
    const all = data.signs.map((sign) => ({ sign, part: Math.max(...sign.phrases.map((one) => share(told(one, terms)))) }));
    return all.filter(({ part }) => part).sort((a, b) => urgent(b) - urgent(a));
  };
  // The sentence of a page that holds most of the query, and its section.
  const passage = ({ parts }, terms) => {
    const lines = parts.flatMap((part) => part.lines.filter((line) => line.length > 25).map((line) => ({ part, line })));
    return top(lines, ({ part, line }) => holds(words(line).map(stem), terms) + 0.3 * holds(roots(part.heading), terms) - line.length / 2000) || {};
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
  const marked = (text, terms) => text.split(/([\p{L}\p{N}\p{M}'’]+)/u).map((piece, at) => {
    const hit = at % 2 && words(piece).some((word) => terms.some((term) => !data.quiet.has(term.root) && sure(term, stem(word)) > 0.4));
    return hit ? element("mark", "", piece) : piece;
  });
  const section = (address) => [...document.querySelectorAll(".menu a")].find(({ href }) => {
    const folder = href.replace(/[^/]*$/, "");
    return folder !== root.href && new URL(address, root).href.startsWith(folder);
  })?.textContent;
  const result = (one, terms) => {
    const { part, line } = passage(one, terms);
    const anchor = part?.anchor && part.anchor !== data.first && !one.address.includes("#") ? `#${part.anchor}` : "";
    const label = one.kind === "word" ? data.say.word : [section(one.address), anchor && part.heading].filter((name) => name && name !== one.title).join(": ");
    return element("li", "", link(one.address + anchor, ...marked(one.title, terms)),
      ...(label ? [element("span", "search__part", label)] : []), ...(line ? [element("p", "", ...marked(line, terms))] : []));
  };
  const signBox = ({ sign }) => element("div", `care care--${sign.id}`,
    element("h3", "", element("span", "care__word", `${sign.word}: `), sign.heading),
    element("p", "", link(sign.page, sign.sign), ...(sign.act ? [". ", element("b", "", sign.act)] : ["."])),
    element("p", "calls", ...(data.calls[sign.id] || []).map(([tel, number, name]) => Object.assign(element("a", "", element("b", "", number), ` ${name}`), { href: `tel:${tel}` })),
      ...(sign.id === "emergency" ? [element("span", "", data.calls.note)] : [])));
  const wordButton = (word) => Object.assign(element("button", "", word), { type: "button", onclick() { input.value = word; input.focus(); search(); } });
  const show = ({ terms, signs, missing, found, count }) => {
    const none = missing.length > 0 || !found.length;
    const near = found.length ? [] : terms.flatMap(({ root }) => spelt(root, root.length / 2.5)).sort((a, b) => a[1] - b[1]);
    const mended = terms.filter((term) => term.mended);
    area("signs").replaceChildren(...signs.map(signBox));
    area("found").replaceChildren(...found.map((one) => result(one.page, terms)));
    area("words").replaceChildren(...near.slice(0, 3).map(([root]) => wordButton(stems.get(root).word)));
    area("undo").textContent = data.say.undo.replace("{words}", mended.map(({ typed }) => typed).join(" "));
    area("undo").onclick = () => { for (const { typed } of mended) asTyped.add(typed); search(); };
    const kept = { start: !terms.length, none: none || !terms.length, weak: none && found.length, near: near.length, undo: mended.length };
    for (const [name, seen] of Object.entries(kept)) area(name).hidden = !seen;
    const counted = count === 1 ? data.say.one : (count > MOST ? data.say.most : data.say.many).replace("{n}", count);
    const instead = mended.length && data.say.instead.replace("{words}", mended.map(({ word }) => word).join(" "));
    tell(terms.length ? [none ? data.say.none.replace("{words}", missing.join(" ")) : counted, instead].filter(Boolean).join(" ") : "");
  };
  const search = () => {
    if (!records) return;
    show(find(input.value));
    say.ready = input.value;
  };
  const tell = (text) => {
    clearTimeout(tell.later);
    tell.later = setTimeout(() => { area("count").textContent = text; }, 150);
  };
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const first = event.key === "Enter" && event.target === input;
    if (!(step || first || event.key === "Escape")) return;
    event.preventDefault();
    if (first) return area("weak").hidden && area("found").querySelector("a")?.click();
    if (!step) return dialog.close(); // in a search field the first one would only empty it
    const links = [...dialog.querySelectorAll(".search__signs a, .search__none:not([hidden]) a, .search__found a")];
    (links[Math.min(links.indexOf(document.activeElement) + step, links.length - 1)] || input).focus();
  };
  input.addEventListener("input", search);
  dialog.addEventListener("keydown", move);
  dialog.addEventListener("click", ({ target }) => {
    const left = target.closest("a:not([href^=tel])");
    if (left) history.replaceState({ ...history.state, search: input.value }, "");
    if (left || target === dialog) dialog.close(left ? "left" : "");
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "left" && history.state?.search) history.replaceState({ ...history.state, search: "" }, "");
  });
  return { take, find };
})();
