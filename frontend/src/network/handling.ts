// What happens while the picture is moved: a node under the hand goes with it, and links are left out where drawing them is slow.

import type Sigma from "sigma";
import type { LinkLook, NodeLook } from "./drawn";

const MANY = 1000; // links from which on it is worth to see how long they take
const SLOW = 80; // milliseconds of one drawing: from there on links are left out while the picture is moved

/** Lets nodes be dragged; `moved` is told where to, on the stage. */
export function dragNodes(sigma: Sigma<NodeLook, LinkLook>, moved: (id: string, place: { x: number; y: number }) => void): void {
  let held = "";
  const release = () => (held = "");
  sigma.on("downNode", ({ node }) => (held = node));
  sigma.on("moveBody", ({ event }) => {
    if (!held) return;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    moved(held, sigma.viewportToGraph(event));
    event.preventSigmaDefault();
    event.original.preventDefault();
    event.original.stopPropagation();
  });
  sigma.on("upNode", release);
  sigma.on("upStage", release);
}

/** Where drawing is slow, as without a graphics card, many links are left out for as long as the picture is moved. */
export function spareLinks(sigma: Sigma<NodeLook, LinkLook>, links: number): void {
  const brush = sigma.getCanvases().edges?.getContext("webgl2");
  if (!brush || links < MANY || sigma.getSetting("hideEdgesOnMove")) return;
  const began = performance.now();
  sigma.refresh();
  brush.readPixels(0, 0, 1, 1, brush.RGBA, brush.UNSIGNED_BYTE, new Uint8Array(4)); // waits until all is drawn
  if (performance.now() - began > SLOW) sigma.setSetting("hideEdgesOnMove", true);
}
