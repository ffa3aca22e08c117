// Draws the network of #data on #canvas: move, zoom, drag, find, click for quotes. Text enters the page as text only.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const canvas = document.getElementById("canvas");
  const panel = document.getElementById("panel");
  const find = document.getElementById("find");
  const brush = canvas.getContext("2d");
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const linksOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const link of data.links) {
    linksOf.get(link.source).push(link);
    linksOf.get(link.target).push(link);
  }
  const hidden = new Set();
  const dashes = { stated: [], open: [2, 4], borrowed: [2, 8], denied: [7, 4], disputed: [9, 3, 2, 3] };
  const colours = { stated: "#9a9a9a", open: "#7f7f7f", borrowed: "#7f7f7f", denied: "#D55E00", disputed: "#000000" };
  let view = { scale: 1, x: 0, y: 0 };
  let chosen = null;
  let hovered = null;
  let held = null;

  const shown = (node) => !hidden.has(node.category);
  const share = Math.min(1, 9 / Math.sqrt(data.nodes.length));  // many nodes are drawn smaller
  const radius = (node) => Math.max(2.5, share * Math.min(4 + 1.6 * Math.sqrt(node.weight), 16));
  const onScreen = (node) => [node.x * view.scale + view.x, node.y * view.scale + view.y];
  const otherEnd = (link, node) => nodes.get(link.source === node.id ? link.target : link.source);

  function fit() {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function showWhole() {
    const xs = data.nodes.map((node) => node.x);
    const ys = data.nodes.map((node) => node.y);
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const room = 0.82;
    view.scale = room * Math.min(canvas.clientWidth / (right - left || 1), canvas.clientHeight / (high - low || 1));
    view.x = canvas.clientWidth / 2 - (view.scale * (left + right)) / 2;
    view.y = canvas.clientHeight / 2 - (view.scale * (low + high)) / 2;
    draw();
  }

  function shape(node, x, y, size) {
    brush.beginPath();
    if (node.category === "Disease") brush.rect(x - size, y - size, 2 * size, 2 * size);
    else if (node.category === "Gene") {
      brush.moveTo(x, y - 1.3 * size);
      brush.lineTo(x + 1.3 * size, y);
      brush.lineTo(x, y + 1.3 * size);
      brush.lineTo(x - 1.3 * size, y);
    } else if (node.category === "GeneticInheritance") {
      brush.moveTo(x, y - 1.2 * size);
      brush.lineTo(x + 1.2 * size, y + size);
      brush.lineTo(x - 1.2 * size, y + size);
    } else brush.arc(x, y, size, 0, 2 * Math.PI);
    brush.closePath();
  }

  function draw() {
    const focus = hovered || chosen;
    const near = new Set(focus ? [focus.id, ...linksOf.get(focus.id).map((link) => otherEnd(link, focus).id)] : []);
    brush.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    for (const link of data.links) {
      const [from, to] = [nodes.get(link.source), nodes.get(link.target)];
      if (!shown(from) || !shown(to)) continue;
      const lit = !focus || from === focus || to === focus;
      brush.globalAlpha = lit ? (focus || data.links.length < 200 ? 0.85 : 0.4) : 0.08;
      brush.strokeStyle = colours[link.kind];
      brush.lineWidth = 0.6 + 0.6 * Math.min(link.pages, 4);
      brush.setLineDash(dashes[link.kind]);
      brush.beginPath();
      brush.moveTo(...onScreen(from));
      brush.lineTo(...onScreen(to));
      brush.stroke();
    }
    brush.setLineDash([]);
    for (const node of data.nodes) {
      if (!shown(node)) continue;
      const [x, y] = onScreen(node);
      brush.globalAlpha = !focus || near.has(node.id) ? 1 : 0.2;
      shape(node, x, y, radius(node));
      brush.fillStyle = data.categories[node.category].colour;
      brush.fill();
      brush.lineWidth = node === chosen ? 3 : 1;
      brush.strokeStyle = node === chosen ? "#000" : "#fff";
      brush.stroke();
    }
    label(focus, near);
    brush.globalAlpha = 1;
  }

  // The most claimed first; a label that would lie on another is not drawn until there is room for it.
  function label(focus, near) {
    const circles = data.nodes.filter(shown).map((node) => {
      const [[x, y], size] = [onScreen(node), radius(node)];
      return [x - size, y - size, x + size, y + size, node];
    });
    const taken = [];
    const rank = (node) => (node === focus ? 2e9 : near.has(node.id) ? 1e9 : 0) + node.weight;
    brush.textBaseline = "middle";
    for (const node of data.nodes.filter(shown).sort((a, b) => rank(b) - rank(a))) {
      if (focus && !near.has(node.id)) continue;
      brush.font = (node === focus || node.category === "Disease" ? "bold " : "") + "12px system-ui, sans-serif";
      const [x, y] = onScreen(node);
      const text = node.label.length > 38 ? node.label.slice(0, 37) + "…" : node.label;
      const wide = brush.measureText(text).width;
      const gap = radius(node) + 4;
      const places = [[x + gap, y], [x - gap - wide, y], [x - wide / 2, y - gap - 6], [x - wide / 2, y + gap + 6]];
      const inside = ([left]) => left > 2 && left + wide < canvas.clientWidth - 2;
      const off = ([left, middle], boxes) => !boxes.some((box) => box[4] !== node
        && left < box[2] && left + wide > box[0] && middle - 7 < box[3] && middle + 7 > box[1]);
      // Nodes matter less than labels: one that is asked for, or a disease, may have its label on a node.
      const urgent = focus || node.category === "Disease";
      const free = places.filter((place) => inside(place) && off(place, taken));
      const place = free.find((one) => off(one, circles)) || (urgent && free[0]);
      if (!place) continue;
      taken.push([place[0] - 2, place[1] - 8, place[0] + wide + 2, place[1] + 8]);
      brush.globalAlpha = 1;
      brush.lineWidth = 3;
      brush.strokeStyle = "#fff";
      brush.strokeText(text, ...place);
      brush.fillStyle = "#222";
      brush.fillText(text, ...place);
    }
  }

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function describe(node) {
    panel.replaceChildren(make("h2", node.label));
    const line = make("p", data.categories[node.category].name + " · ", "note");
    const anchor = make(/^https?:/.test(node.iri) ? "a" : "span", node.id);
    if (anchor.tagName === "A") Object.assign(anchor, { href: node.iri, target: "_blank", rel: "noopener" });
    line.append(anchor);
    panel.append(line);
    for (const link of linksOf.get(node.id)) {
      const other = otherEnd(link, node);
      const head = make("h3");
      const pick = make("button", other.label, "pick");
      pick.addEventListener("click", () => choose(other));
      head.append(pick);
      panel.append(head);
      for (const claim of link.said) {
        const said = make("div", claim.relation.replaceAll("_", " ") + (link.target === node.id ? " (incoming)" : ""));
        if (claim.state !== "stated") said.append(make("span", " " + claim.state + (claim.qualifier ? " (" + claim.qualifier + ")" : ""), "state"));
        for (const quote of claim.quotes) said.append(make("blockquote", "“" + quote + "”"));
        said.append(make("div", "— " + claim.page, "page"));
        panel.append(said);
      }
    }
    panel.scrollTop = 0;
  }

  function choose(node) {
    chosen = node;
    hovered = null;
    if (node) describe(node);
    else panel.replaceChildren(make("p", "Nothing chosen.", "note"));
    draw();
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let found = null;
    for (const node of data.nodes) {
      const [nx, ny] = onScreen(node);
      if (shown(node) && Math.hypot(nx - x, ny - y) <= radius(node) + 3) found = node;
    }
    return { x, y, node: found };
  }

  function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
    view = { scale: view.scale * factor, x: x - (x - view.x) * factor, y: y - (y - view.y) * factor };
    draw();
  }

  canvas.addEventListener("pointerdown", (event) => {
    held = { ...at(event), moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const here = at(event);
    if (held) {
      const [dx, dy] = [here.x - held.x, here.y - held.y];
      held.moved = held.moved || Math.hypot(dx, dy) > 3;
      if (!held.moved) return;
      if (held.node) {
        held.node.x += dx / view.scale;
        held.node.y += dy / view.scale;
      } else {
        view.x += dx;
        view.y += dy;
      }
      [held.x, held.y] = [here.x, here.y];
      draw();
    } else if (here.node !== hovered) {
      hovered = here.node;
      canvas.title = hovered ? hovered.label + " · " + hovered.id : "";
      canvas.style.cursor = hovered ? "pointer" : "grab";
      draw();
    }
  });
  canvas.addEventListener("pointerup", () => {
    if (held && !held.moved) choose(held.node);
    held = null;
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const here = at(event);
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, here.x, here.y);
  }, { passive: false });
  document.getElementById("closer").addEventListener("click", () => zoom(1.3));
  document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.3));
  document.getElementById("whole").addEventListener("click", showWhole);

  find.addEventListener("input", () => {
    const words = find.value.trim().toLowerCase();
    if (!words) return;
    const named = (node, test) => test(node.label.toLowerCase()) || test(node.id.toLowerCase());
    const found = data.nodes.find((node) => named(node, (name) => name === words))
      || data.nodes.find((node) => named(node, (name) => name.includes(words)));
    if (found && found !== chosen) choose(found);
  });

  for (const [category, { name, colour }] of Object.entries(data.categories)) {
    const button = make("button");
    const dot = make("i");
    dot.style.background = colour;
    button.append(dot, name);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const off = hidden.delete(category) ? false : Boolean(hidden.add(category));
      button.setAttribute("aria-pressed", String(!off));
      draw();
    });
    document.getElementById("categories").append(button, " ");
  }
  for (const node of [...data.nodes].sort((a, b) => b.weight - a.weight || a.label.localeCompare(b.label))) {
    document.getElementById("names").append(Object.assign(make("option"), { value: node.label }));
    const row = make("tr");
    const pick = make("button", node.label, "pick");
    pick.addEventListener("click", () => choose(node));
    const cell = make("td");
    cell.append(pick);
    row.append(cell, make("td", node.id), make("td", data.categories[node.category].name), make("td", String(node.weight)));
    document.getElementById("rows").append(row);
  }
  // A frame that is not shown yet has no size: drawing waits until it has one, and begins anew when it changes.
  let stretch = 1;
  new ResizeObserver(() => {
    if (!canvas.clientWidth || !canvas.clientHeight) return;
    fit();
    const wide = Math.min(2, Math.max(1, canvas.clientWidth / canvas.clientHeight));
    for (const node of data.nodes) node.x *= wide / stretch;  // the layout is square, the canvas is not
    stretch = wide;
    showWhole();
  }).observe(canvas);
})();
