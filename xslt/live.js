// A page while it is worked on (`tei serve`): loads itself again when it was made anew, and shows
// what the program says of it.
(() => {
  const { version, page } = document.currentScript.dataset;
  const events = new EventSource(`/-/events?page=${encodeURIComponent(page)}`);

  const make = (name, about, ...children) => {
    const element = Object.assign(document.createElement(name), about);
    element.append(...children);
    return element;
  };
  const line = ({ code, severity, message, hint, file, line: number }) => {
    const place = [file?.split(/[/\\]/).at(-1), number].filter(Boolean).join(":");
    const item = make("li", {}, make("b", {}, `${severity} ${code}`), ` ${place} `, make("bdi", {}, message));
    if (hint) item.append(make("div", {}, hint));
    return item;
  };

  const style = make("style", {}, `
    #said { position: fixed; inset-block-end: 0; inset-inline: 0; z-index: 9; max-block-size: 40vh; overflow: auto;
      background: Canvas; color: CanvasText; border-block-start: 2px solid GrayText; font: 14px/1.5 system-ui, sans-serif; padding: .4em 1em; }
    #said ul { margin: .4em 0; padding: 0; list-style: none; } #said div { color: GrayText; }
    #said summary { cursor: pointer; }`);
  function show(found) {
    document.getElementById("said")?.remove();
    if (!found.length) return;
    const wrong = found.some(({ severity }) => severity !== "info");
    const summary = make("summary", {}, `${found.length} ${found.length === 1 ? "remark" : "remarks"}`);
    const panel = make("details", { id: "said", open: wrong, lang: "en", dir: "ltr" }, summary, make("ul", {}, ...found.map(line)));
    panel.setAttribute("role", "status");
    document.body.append(panel);
  }

  document.head.append(style);
  events.addEventListener("message", ({ data }) => {
    const now = JSON.parse(data);
    if (String(now.version) === version) show(now.diagnostics);
    else location.reload();
  });
  addEventListener("pagehide", () => events.close());
})();
