// Pictures as files: a scene written as SVG, or painted on a canvas and saved as PNG.

import { save } from "../parts/save";
import type { Scene } from "./scene";
import { toSvg } from "./svg";

const SCALE = 2; // pixels of a PNG for one of the scene
const FONT = "system-ui, sans-serif";

export function saveSvg(scene: Scene, name: string): void {
  save(`${name}.svg`, "image/svg+xml", toSvg(scene));
}

export async function savePng(scene: Scene, name: string): Promise<void> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(scene.width * SCALE), Math.round(scene.height * SCALE)];
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("This browser cannot draw a PNG; save the SVG.");
  brush.scale(SCALE, SCALE);
  paint(brush, scene);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("The picture is too big for a PNG; save the SVG.");
  save(`${name}.png`, "image/png", blob);
}

function paint(brush: CanvasRenderingContext2D, scene: Scene): void {
  brush.fillStyle = scene.ground;
  brush.fillRect(0, 0, scene.width, scene.height);
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  for (const shape of scene.shapes) {
    if ("text" in shape) {
      brush.font = `${shape.bold ? "700 " : ""}${shape.size}px ${FONT}`;
      brush.textAlign = shape.anchor === "middle" ? "center" : "left";
      brush.setLineDash([]);
      brush.lineWidth = 3;
      brush.strokeStyle = shape.halo;
      brush.strokeText(shape.text, shape.x, shape.y);
      brush.fillStyle = shape.fill;
      brush.fillText(shape.text, shape.x, shape.y);
      continue;
    }
    const path = new Path2D(shape.path);
    if (shape.stroke) {
      brush.setLineDash([...(shape.dash ?? [])]);
      brush.lineWidth = shape.width ?? 1;
      brush.strokeStyle = shape.stroke;
      brush.stroke(path);
    }
    if (shape.fill) {
      brush.fillStyle = shape.fill;
      brush.fill(path);
    }
  }
}
