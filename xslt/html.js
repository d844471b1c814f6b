// The note of a decision: what was printed, which rule, how sure, why. It follows pointer and focus,
// can itself be pointed at, and leaves on Escape (WCAG 2.2, 1.4.13).
(() => {
  const root = document.documentElement;
  const words = document.querySelector("main");
  const terms = words.dataset;
  const tip = Object.assign(document.createElement("div"), { id: "decision", hidden: true });
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  root.classList.add("js");
  let shown = null;
  let leaving = 0;

  const number = (value, style) => new Intl.NumberFormat(root.lang || "en", style).format(value);
  const lang = root.lang.split("-")[0];
  const label = (rule) => document.getElementById(rule)?.nextElementSibling?.textContent ?? rule;

  function lines(word) {
    if (word.matches(".citation")) return citation(word);
    const { rule, cert, when, why } = word.dataset;
    const printed = [...word.querySelectorAll(".printed")].map((part) => part.textContent).join(" ");
    const sure = Number.isNaN(parseFloat(cert)) ? cert : number(cert, { style: "percent" });
    return [
      ["printed", printed && [terms.printed, printed]],
      ["when", when && [terms.gregorian, when]],
      ["sure", sure && [terms.certainty, sure]],
      ["rule", rule && ["", label(rule)]],
      ["why", why && ["", why]],
    ].filter(([, line]) => line);
  }

  // How to cite a turn: the text, the turn, where in the source it begins, where it is read.
  function citation(link) {
    link.dataset.place ??= link.title;
    link.removeAttribute("title");
    return [
      ["cited", ["", `${document.title}${lang === "fa" ? "،" : ","} ${link.getAttribute("aria-label")}`]],
      ["rule", link.dataset.place && ["", link.dataset.place]],
      ["rule", ["", link.href]],
    ].filter(([, line]) => line);
  }

  function show(word) {
    clearTimeout(leaving);
    const found = word && lines(word);
    if (!found?.length || word === shown) return;
    hide();
    shown = word;
    tip.replaceChildren(...found.map(([kind, [name, text]]) => {
      const line = Object.assign(document.createElement("p"), { className: kind });
      if (name) line.append(Object.assign(document.createElement("b"), { textContent: name }), " ");
      line.append(Object.assign(document.createElement("bdi"), { textContent: text }));
      return line;
    }));
    word.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    place(word.getClientRects()[0]);
  }

  function place(at) {
    const box = tip.getBoundingClientRect();
    const above = at.top - box.height - 6;
    const start = at.left + at.width / 2 - box.width / 2;
    const left = Math.max(8, Math.min(start, root.clientWidth - box.width - 8));
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : at.bottom + 6) + scrollY}px`;
  }

  function hide() {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
    tip.style.left = tip.style.top = "0";
  }

  const leave = () => { leaving = setTimeout(hide, 150); };
  const decision = (target) => target.closest?.("[data-rule], .citation");
  // The innermost decision answers, a spelling inside a name with the name's own.
  words.addEventListener("pointerover", (event) => show(decision(event.target)));
  words.addEventListener("pointerout", leave);
  words.addEventListener("focusin", (event) => show(decision(event.target)));
  words.addEventListener("focusout", leave);
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // Both views side by side: the source view is a copy, made when it is first asked for.
  const both = document.getElementById("view-both");
  function copies() {
    for (const block of words.querySelectorAll(".div > :not(.div)")) {
      const copy = block.cloneNode(true);
      copy.classList.add("copy");
      for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
      block.after(copy);
    }
  }
  function compare() {
    root.classList.toggle("compared", both.checked);
    if (both.checked && !words.querySelector(".copy")) copies();
  }
  document.querySelector(".switches").addEventListener("change", compare);
  compare();
})();
