// A network in a file of its own: the data stands in the page, and nothing is asked for. It works from a disk and in a frame that is
// shut off from the notebook around it.

import { render } from "preact";
import type { Network } from "../answers";
import { LiveRegion } from "../parts/announce";
import "../style.css";
import { NetworkPanel } from "./panel";
import type { Place } from "./start";
import "./standalone.css";

interface Data {
  network: Network;
  description: string;
  places: Record<string, Place>;
}

const data = JSON.parse(document.getElementById("data")!.textContent) as Data;
const places = new Map(Object.entries(data.places));

render(
  <main>
    <h1>{data.network.title}</h1>
    <p class="note">{data.description}.</p>
    <NetworkPanel network={data.network} places={places} />
    <LiveRegion />
  </main>,
  document.getElementById("app")!,
);
