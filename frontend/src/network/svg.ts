// A scene as SVG: attributes only, no style sheet and no script, so that it may be shown anywhere.

import type { Scene } from "./scene";
import { number } from "./shapes";

export function toSvg(scene: Scene): string {
  const lines = scene.shapes.map((shape) => {
    if ("text" in shape) {
      return `<text x="${number(shape.x)}" y="${number(shape.y)}" dy=".35em" font-size="${shape.size}"${shape.bold ? ' font-weight="700"' : ""} text-anchor="${shape.anchor}" fill="${shape.fill}" stroke="${shape.halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${escape(shape.text)}</text>`;
    }
    const stroke = shape.stroke ? ` stroke="${shape.stroke}" stroke-width="${number(shape.width ?? 1)}"` : "";
    const dash = shape.dash?.length ? ` stroke-dasharray="${shape.dash.join(" ")}"` : "";
    const title = shape.title ? `<title>${escape(shape.title)}</title>` : "";
    return `<path d="${shape.path}" fill="${shape.fill ?? "none"}"${stroke}${dash}${title ? `>${title}</path>` : "/>"}`;
  });
  const [wide, high] = [number(scene.width), number(scene.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" font-family="system-ui, sans-serif" role="img">`,
    `<title>${escape(scene.title)}</title>`,
    `<rect width="${wide}" height="${high}" fill="${scene.ground}"/>`,
    ...lines,
    "</svg>\n",
  ].join("\n");
}

/** Text as XML takes it; characters that XML has no way to write are left out. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
