// The network on the screen: sigma with our shaders, the layout, names drawn over it, and what mouse and fingers do. It holds no filter
// of its own: it is told what to show.

import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import type { NodeDisplayData } from "sigma/types";
import type { Network } from "../answers";
import { type Arranging, arrange, packed } from "./arranging";
import { type Drawn, faded, graphOf, type LinkLook, type NodeLook } from "./drawn";
import type { Shown } from "./filters";
import { boxAround, neighbourIn, onStage } from "./geometry";
import { dragNodes, spareLinks } from "./handling";
import type { Label } from "./labels";
import { LINES, type Look, shapesOf } from "./look";
import { linkKey, litBy, type Strand, strandKey, strands } from "./merging";
import { Naming, writeNames } from "./naming";
import { drawPointed, drawRing, FONT, linkNear, type Often, placeOften } from "./overlay";
import { linkProgram, nodeProgram } from "./programs";
import { draw, type Scene, type Spot } from "./scene";
import { SHAPES } from "./shapes";
import { begin, type Place } from "./start";
import type { Theme } from "./theme";

export interface StageEvents {
  choose(key: string): void;
  expand(id: string): void;
  /** Whether the nodes still move. */
  moving(moving: boolean): void;
}

const FAINT = 0.22; // how much of its colour something keeps that is not meant
const OFTEN = 40; // links up to which all say how often
const SETTLED_LABELS = 1500; // nodes from which on names wait until the layout rests

export class Stage {
  private graph: Drawn = new MultiDirectedGraph();
  private sigma: Sigma<NodeLook, LinkLook> | null = null;
  private network: Network = { title: "", nodes: [], links: [], omitted: 0, sources: [] };
  private looks = new Map<string, Look>();
  private places = new Map<string, Place>();
  private arranging: Arranging | null = null;
  private isMoving = false;
  private moved = false; // by the reader: from then on the camera stays where it is
  private stretch = 1;
  private visible: Shown = { nodes: [], links: [] };
  private nodesShown = new Set<string>();
  private strands: Strand[] = []; // that are shown
  private strandsShown = new Set<string>();
  private lit: Set<string> | null = null;
  private chosen = "";
  private found = new Set<string>();
  private labels: Label[] = [];
  private naming = new Naming();
  private observer: ResizeObserver;

  /** Throws where the browser has no WebGL. */
  constructor(private container: HTMLElement, private theme: Theme, private events: StageEvents) {
    if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(container);
  }

  kill(): void {
    this.arranging?.stop();
    this.observer.disconnect();
    this.sigma?.kill();
    this.sigma = null;
  }

  setTheme(theme: Theme): void {
    if (JSON.stringify(theme) === JSON.stringify(this.theme)) return;
    this.theme = theme;
    this.build();
  }

  /** Nodes that are on the stage already stay where they are; `given` are places that were computed before. */
  setNetwork(network: Network, given?: ReadonlyMap<string, Place>): void {
    this.arranging?.stop();
    this.network = network;
    this.looks = shapesOf(network);
    const ids = network.nodes.map((node) => node.id);
    const known = new Map(ids.flatMap((id) => {
      const place = given?.get(id) ?? this.places.get(id);
      return place ? [[id, place] as const] : [];
    }));
    if (!known.size) this.moved = false;
    const ends = network.links.map((link) => [link.source, link.target] as const);
    this.places = begin(ids, ends, known);
    this.build();
    if (known.size === ids.length) return this.setMoving(false);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.setMoving(true);
    this.arranging = arrange(packed(network, this.places, known), (places, done) => {
      if (!done && still) return;
      ids.forEach((id, i) => this.places.set(id, [places[2 * i]!, places[2 * i + 1]!]));
      if (done) this.setMoving(false);
      this.apply();
    });
  }

  setView(shown: Shown, chosen: string, found: Set<string>): void {
    const before = this.visible;
    this.visible = shown;
    this.nodesShown = new Set(shown.nodes.map((node) => node.id));
    this.strands = strands(shown.links);
    this.naming.setNodes(shown.nodes);
    this.strandsShown = new Set(this.strands.map((strand) => strand.key));
    const link = chosen.includes("|") && shown.links.find((one) => linkKey(one) === chosen);
    this.chosen = link ? strandKey(link) : chosen;
    this.found = found;
    this.lit = litBy(this.chosen, found, shown, this.strands);
    if (before.nodes.length !== shown.nodes.length && !this.moved) this.fit();
    else this.sigma?.refresh();
  }

  zoom(factor: number): void {
    this.moved = true;
    const camera = this.sigma?.getCamera();
    camera?.setState({ ratio: camera.ratio / factor });
  }

  pan(x: number, y: number): void {
    this.moved = true;
    const camera = this.sigma?.getCamera();
    camera?.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  /** All that is shown, in the middle. */
  fit(): void {
    this.moved = false;
    this.frame();
    this.sigma?.refresh();
  }

  /** The camera on all that is shown, from the next drawing on. */
  private frame(): void {
    const sigma = this.sigma;
    if (!sigma) return;
    const nodes = this.visible.nodes.filter((node) => this.graph.hasNode(node.id));
    if (nodes.length) sigma.setCustomBBox(boxAround(nodes.map((node) => onStage(this.places.get(node.id)!, this.stretch))));
    sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
  }

  /** The neighbour that lies in a direction (0 right, 90 down), or the most described node where none is chosen. */
  neighbour(direction: number): string {
    if (this.nodesShown.has(this.chosen)) return neighbourIn(direction, this.chosen, this.visible.links, this.spots());
    return [...this.visible.nodes].sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))[0]?.id ?? "";
  }

  /** Move so that a node can be seen. */
  reveal(id: string): void {
    const sigma = this.sigma;
    const spot = this.spots().get(id);
    if (!sigma || !spot) return;
    const { width: wide, height: high } = sigma.getDimensions();
    if (spot.x > 40 && spot.y > 40 && spot.x < wide - 40 && spot.y < high - 40) return;
    this.moved = true;
    const data = sigma.getNodeDisplayData(id);
    if (data) sigma.getCamera().setState({ x: data.x, y: data.y });
  }

  scene(): Scene | null {
    if (!this.sigma) return null;
    const { width: wide, height: high } = this.sigma.getDimensions();
    return draw({
      title: this.network.title, width: wide, height: high, theme: this.theme, looks: this.looks, nodes: this.visible.nodes, links: this.visible.links,
      spots: this.spots(), labels: this.labels, often: this.often(),
    });
  }

  private setMoving(moving: boolean) {
    this.isMoving = moving;
    if (!moving) setTimeout(() => this.sigma && spareLinks(this.sigma, this.graph.size), 100);
    this.events.moving(moving);
  }

  private build(): void {
    this.graph = graphOf(this.network, this.looks, this.places, this.stretch, this.theme);
    const camera = this.sigma?.getCamera().getState();
    this.sigma?.kill();
    this.sigma = this.start();
    if (camera && this.moved) {
      this.sigma.setCustomBBox(null);
      this.sigma.getCamera().setState(camera);
    } else this.fit();
  }

  private start(): Sigma<NodeLook, LinkLook> {
    const { theme } = this;
    const sigma = new Sigma(this.graph, this.container, {
      allowInvalidContainer: true,
      autoRescale: true,
      defaultDrawNodeHover: (brush, data) => drawPointed(brush, data as unknown as NodeDisplayData, theme, this.sigma?.getDimensions().width ?? 0),
      defaultEdgeType: "link",
      edgeProgramClasses: { link: linkProgram as never },
      edgeReducer: (key, data) => this.reduceLink(key, data),
      enableCameraRotation: false,
      labelFont: FONT,
      minCameraRatio: 0.01,
      maxCameraRatio: 4,
      minEdgeThickness: 0.5,
      nodeProgramClasses: Object.fromEntries(SHAPES.map((shape) => [shape, nodeProgram(shape, theme.ground)])) as never,
      nodeReducer: (key, data) => this.reduceNode(key, data),
      renderLabels: false,
      stagePadding: this.container.clientWidth < 500 ? 28 : 60,
      zIndex: true,
      zoomToSizeRatioFunction: (ratio) => Math.max(0.5, Math.sqrt(ratio)), // near by, nodes are at most twice as big
    });
    sigma.on("afterRender", () => this.drawNames());
    sigma.on("clickNode", ({ node }) => this.events.choose(node));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.events.expand(node);
    });
    sigma.on("clickStage", ({ event }) => this.events.choose(linkNear(this.strands, this.spots(), event.x, event.y)));
    sigma.on("enterNode", () => (this.container.style.cursor = "pointer"));
    sigma.on("leaveNode", () => (this.container.style.cursor = ""));
    const byHand = () => (this.moved = true);
    for (const event of ["wheelStage", "wheelNode", "downStage"] as const) sigma.on(event, byHand);
    sigma.getTouchCaptor().on("touchdown", byHand);
    dragNodes(sigma, (id, { x, y }) => {
      this.moved = true;
      this.places.set(id, [x / this.stretch, -y]);
      this.graph.mergeNodeAttributes(id, { x, y });
    });
    return sigma;
  }

  private apply(): void {
    if (!this.moved) this.frame();
    this.graph.updateEachNodeAttributes((id, data) => Object.assign(data, onStage(this.places.get(id)!, this.stretch)), { attributes: ["x", "y"] });
  }

  private resized(): void {
    const { clientWidth: wide, clientHeight: high } = this.container;
    if (!wide || !high) return;
    // The layout is about as wide as high; the stage seldom is.
    const stretch = Math.min(1.9, Math.max(0.62, wide / high));
    if (Math.abs(stretch - this.stretch) < 0.02) return;
    this.stretch = stretch;
    this.sigma?.resize();
    this.apply();
  }

  private reduceNode(id: string, data: NodeLook): Partial<NodeDisplayData> {
    if (!this.nodesShown.has(id)) return { ...data, hidden: true };
    const bright = !this.lit || this.lit.has(id);
    return {
      ...data,
      color: bright ? data.color : faded(data.color, FAINT, this.theme),
      size: id === this.chosen ? data.size * 1.25 : data.size,
      zIndex: id === this.chosen ? 3 : bright ? 1 : 0,
    };
  }

  private reduceLink(key: string, data: LinkLook): Partial<NodeDisplayData> {
    if (!this.strandsShown.has(key)) return { ...data, hidden: true } as never;
    const { strand } = data;
    const meant = this.isMeant(strand);
    const color = meant ? this.theme[LINES[strand.state].colour] : this.lit ? faded(data.color, FAINT, this.theme) : data.color;
    return { ...data, color, ending: meant ? 1 : data.ending, size: key === this.chosen ? data.size + 2 : data.size, zIndex: meant ? 2 : strand.state === "stated" ? 0 : 1 } as never;
  }

  /** Whether a strand is chosen or leads to what is chosen. */
  private isMeant(strand: Strand): boolean {
    return strand.key === this.chosen || strand.source === this.chosen || strand.target === this.chosen;
  }

  private spots(): Map<string, Spot> {
    const found = new Map<string, Spot>();
    const sigma = this.sigma;
    if (!sigma) return found;
    for (const node of this.visible.nodes) {
      const data = sigma.getNodeDisplayData(node.id);
      if (data) found.set(node.id, { ...sigma.framedGraphToViewport(data), radius: sigma.scaleSize(data.size) });
    }
    return found;
  }

  private drawNames(): void {
    const { sigma, theme } = this;
    const brush = sigma?.getCanvases().labels?.getContext("2d");
    if (!sigma || !brush) return;
    const spots = this.spots();
    const chosen = spots.get(this.chosen);
    if (chosen) drawRing(brush, chosen, theme);
    const meant = { chosen: this.chosen, found: this.found, lit: this.lit };
    const waits = this.isMoving && this.network.nodes.length > SETTLED_LABELS;
    this.labels = waits ? [] : this.naming.place(brush, spots, meant, sigma.getDimensions());
    writeNames(brush, this.labels, this.often(spots), theme);
  }

  /** How often: of few links all say it, of many those of what is chosen. */
  private often(spots = this.spots()): Often[] {
    const few = this.strands.length <= OFTEN;
    return placeOften(this.strands.filter((strand) => few || this.isMeant(strand)), spots, this.labels);
  }
}
