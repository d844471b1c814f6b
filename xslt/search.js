// Search in all turns, without a server. A word is found in any of its spellings: blanks, ZWNJ and
// other signs that are not seen, diacritics, and the Arabic forms of Persian letters do not count.
(() => {
  const form = document.querySelector(".search");
  const query = document.getElementById("query");
  const results = document.getElementById("results");
  const status = document.getElementById("found");
  const lang = document.documentElement.lang || "en";
  const LIMIT = 100;
  const CONTEXT = 70;
  const LETTERS = { "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ﷲ": "الله" };

  // One character of the text, folded: nothing for what does not count.
  const folded = new Map();
  function fold(char) {
    let out = folded.get(char);
    if (out === undefined) {
      out = char.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}\p{P}\s\u0640]/gu, "")
        .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
        .replace(/./gu, (letter) => LETTERS[letter] ?? letter);
      folded.set(char, out);
    }
    return out;
  }
  const squeeze = (text) => Array.from(text, fold).join("");
  const APART = /[\s\p{P}]/u;

  // All turns squeezed into one string, where each begins in it, and where a word begins.
  const pieces = [];
  const bounds = new Uint32Array(TURNS.length + 1);
  const begins = [];
  TURNS.forEach(([, , , , text], index) => {
    let at = bounds[index];
    let fresh = true;
    for (const char of text) {
      const out = fold(char);
      if (out && fresh) begins.push(at);
      fresh = out ? false : fresh || APART.test(char);
      pieces.push(out);
      at += out.length;
    }
    pieces.push("\n");
    bounds[index + 1] = at + 1;
  });
  const all = pieces.join("");
  const isBeginning = new Uint8Array(all.length);
  for (const at of begins) isBeginning[at] = 1;

  function turnAt(at) {
    let [low, high] = [0, TURNS.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (bounds[middle] <= at) low = middle; else high = middle;
    }
    return low;
  }

  // Turn -> where in it a squeezed word stands first, if it begins where a word begins.
  function places(wanted) {
    const found = new Map();
    for (let at = all.indexOf(wanted); at >= 0;) {
      const turn = turnAt(at);
      if (isBeginning[at]) found.set(turn, at - bounds[turn]);
      at = all.indexOf(wanted, isBeginning[at] ? bounds[turn + 1] : at + 1);
    }
    return found;
  }

  // The turns that have the phrase, then those that have all its words.
  function search(text) {
    const whole = squeeze(text);
    if (!whole) return [];
    const phrases = places(whole);
    const words = text.split(/\s+/u).map(squeeze).filter(Boolean);
    const [first, ...others] = words.map(places);
    const scattered = words.length < 2 ? [] : [...first].filter(([turn]) =>
      !phrases.has(turn) && others.every((other) => other.has(turn)));
    return [
      ...Array.from(phrases, ([turn, at]) => [turn, at, whole.length]),
      ...scattered.map(([turn, at]) => [turn, at, words[0].length]),
    ];
  }

  // From a place in the squeezed turn to one in its text.
  function offsets(text, at, length) {
    let [start, end, count, offset] = [0, text.length, 0, 0];
    for (const char of text) {
      const out = fold(char).length;
      if (count <= at && at < count + out) start = offset;
      count += out;
      offset += char.length;
      if (out && count >= at + length) { end = offset; break; }
    }
    return [start, end];
  }

  function item([index, at, length]) {
    const [page, titled, id, speaker, text] = TURNS[index];
    const [start, end] = offsets(text, at, length);
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `${page}.html#${id}` });
    const title = Object.assign(document.createElement("bdi"), { textContent: titled });
    link.append(title, ` · ${speaker}`);
    const context = Object.assign(document.createElement("p"), { dir: "auto" });
    const from = Math.max(0, text.lastIndexOf(" ", Math.max(0, start - CONTEXT)) + 1);
    const space = text.indexOf(" ", end + CONTEXT);
    const to = space < 0 ? text.length : space;
    const mark = Object.assign(document.createElement("mark"), { textContent: text.slice(start, end) });
    context.append(from ? "… " : "", text.slice(from, start), mark, text.slice(end, to), to < text.length ? "\u00a0…" : "");
    line.append(link, context);
    return line;
  }

  function show() {
    const found = search(query.value.trim());
    const count = new Intl.NumberFormat(lang).format(found.length);
    status.textContent = !query.value.trim() ? "" : found.length ? `${count} ${form.dataset.found}` : form.dataset.nothing;
    results.replaceChildren(...found.slice(0, LIMIT).map(item));
  }

  query.addEventListener("input", show);
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
})();
