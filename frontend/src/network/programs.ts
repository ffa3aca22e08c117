// How the graphics card draws nodes and links: nodes by the outlines of shapes.ts, links with the dashes and ends of look.ts.
// One pixel is 2 * u_correctionRatio in the coordinates of nodes. Colours of sigma are premultiplied: alpha scales all of them.

import { createEdgeCompoundProgram, EdgeProgram, type EdgeProgramType, NodeProgram, type NodeProgramType } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { End } from "./look";
import { PARTS, REACH, type Shape } from "./shapes";

const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_marks"] as const;
type Uniform = (typeof UNIFORMS)[number];
interface Info {
  gl: WebGLRenderingContext | WebGL2RenderingContext;
  uniformLocations: Record<Uniform, WebGLUniformLocation>;
}

/** What a link carries beside sigma's own values. */
export interface LinkData extends EdgeDisplayData {
  dash: readonly number[];
  end: End;
  lane: number;
  /** Share of an end's usual size. */
  ending: number;
}

const floats = (name: string, size: number) => ({ name, size, type: FLOAT });
const COLOURS = ["a_color", "a_id"].map((name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true }));
const float = (value: number) => value.toFixed(5);
const COLOUR = `
#ifdef PICKING_MODE
  v_color = a_id;
#else
  v_color = a_color;
#endif
  v_color.a *= 255.0 / 254.0;`;
export const LANE = 6; // pixels between links side by side

export function nodeProgram(shape: Shape, ground: string): NodeProgramType {
  const distance =
    shape === "circle"
      ? "length(p) - 1.0"
      : PARTS[shape].map((part) => part.map((_, i) => half(part[i]!, part[(i + 1) % part.length]!)).reduce((a, b) => `max(${a}, ${b})`)).reduce((a, b) => `min(${a}, ${b})`);
  const [red, green, blue] = [1, 3, 5].map((at) => float(parseInt(ground.slice(at, at + 2), 16) / 255));
  return class extends NodeProgram<Uniform> {
    getDefinition() {
      return {
        VERTICES: 3,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          floats("a_position", 2),
          floats("a_size", 1),
          ...COLOURS,
        ],
        CONSTANT_ATTRIBUTES: [floats("a_corner", 2)],
        CONSTANT_DATA: [0, 1, 2].map((i) => [2 * Math.cos((2 * Math.PI * i) / 3), 2 * Math.sin((2 * Math.PI * i) / 3)]),
        VERTEX_SHADER_SOURCE: `
attribute vec4 a_id; attribute vec4 a_color; attribute vec2 a_position; attribute float a_size; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_place; varying float v_radius;
void main() {
  v_radius = a_size / u_sizeRatio;
  vec2 pixels = a_corner * (v_radius * ${float(REACH)} + 2.0);
  gl_Position = a_size == 0.0 ? vec4(2.0, 2.0, 0.0, 1.0) : vec4((u_matrix * vec3(a_position + pixels * 2.0 * u_correctionRatio, 1)).xy, 0, 1);
  v_place = vec2(pixels.x, -pixels.y) / v_radius;${COLOUR}
}`,
        // A rim in the colour of the ground keeps nodes apart that touch.
        FRAGMENT_SHADER_SOURCE: `
precision highp float;
varying vec4 v_color; varying vec2 v_place; varying float v_radius;
void main() {
  vec2 p = v_place;
  float away = (${distance}) * v_radius;
#ifdef PICKING_MODE
  gl_FragColor = away > 2.0 ? vec4(0.0) : v_color;
#else
  vec4 rim = vec4(${red}, ${green}, ${blue}, 1.0);
  gl_FragColor = mix(v_color, rim, clamp(away + 0.5, 0.0, 1.0)) * clamp(min(1.2, 0.3 * v_radius) + 0.5 - away, 0.0, 1.0);
#endif
}`,
      };
    }
    processVisibleItem(id: number, at: number, data: NodeDisplayData) {
      this.array.set([data.x, data.y, data.size, floatColor(data.color), id], at);
    }
    setUniforms(params: RenderParams, info: Info) {
      set(params, info, 1);
    }
  } as unknown as NodeProgramType;
}

/** How far a point lies outside one side of a convex polygon whose corners run clockwise on the screen. */
function half([x, y]: readonly [number, number], [nextX, nextY]: readonly [number, number]): string {
  const length = Math.hypot(nextX - x, nextY - y);
  const [nx, ny] = [(nextY - y) / length, -(nextX - x) / length];
  return `(p.x * ${float(nx)} + p.y * ${float(ny)} - ${float(x * nx + y * ny)})`;
}

/** Two triangles; their corners lie at -1 and 1 across, and from so far back to 1 along a link. */
function rectangle(back: number) {
  return {
    VERTICES: 6,
    METHOD: TRIANGLES,
    UNIFORMS,
    CONSTANT_ATTRIBUTES: [floats("a_corner", 2)],
    CONSTANT_DATA: [[back, 1], [back, -1], [1, 1], [1, 1], [back, -1], [1, -1]],
  };
}

class LineProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    return {
      ATTRIBUTES: [
        floats("a_start", 2),
        floats("a_end", 2),
        floats("a_width", 1),
        floats("a_lane", 1),
        floats("a_dash", 4),
        ...COLOURS,
      ],
      ...rectangle(0),
      VERTEX_SHADER_SOURCE: `
attribute vec2 a_start; attribute vec2 a_end; attribute float a_width; attribute float a_lane; attribute vec4 a_dash; attribute vec4 a_color;
attribute vec4 a_id; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec4 v_dash; varying float v_along; varying float v_across; varying float v_half;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = a_end - a_start;
  float size = max(length(way), 1e-9);
  vec2 normal = vec2(-way.y, way.x) / size;
  v_half = clamp(a_width / u_sizeRatio, 0.9, 1.3 * a_width) / 2.0;
  v_across = a_corner.y * (v_half + 1.0);
  v_along = a_corner.x * size / pixel;
  v_dash = a_dash;
  vec2 place = mix(a_start, a_end, a_corner.x) + normal * (v_across + a_lane * ${float(LANE)}) * pixel;
  gl_Position = vec4((u_matrix * vec3(place, 1)).xy, 0, 1);${COLOUR}
}`,
      FRAGMENT_SHADER_SOURCE: `
precision highp float;
varying vec4 v_color; varying vec4 v_dash; varying float v_along; varying float v_across; varying float v_half;
float between(float at, float from, float to) { return clamp(at - from + 0.5, 0.0, 1.0) * clamp(to - at + 0.5, 0.0, 1.0); }
void main() {
  float cover = clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0);
  float period = v_dash.x + v_dash.y + v_dash.z + v_dash.w;
  if (period > 0.5) {
    float at = mod(v_along, period);
    cover *= max(between(at, 0.0, v_dash.x), between(at, v_dash.x + v_dash.y, v_dash.x + v_dash.y + v_dash.z));
  }
  gl_FragColor = v_color * cover;
}`,
    };
  }
  processVisibleItem(id: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: LinkData) {
    const [a = 0, b = 0, c = 0, d = 0] = data.dash;
    this.array.set([source.x, source.y, target.x, target.y, data.size, data.lane, a, b, c, d, floatColor(data.color), id], at);
  }
  setUniforms(params: RenderParams, info: Info) {
    set(params, info, 1);
  }
}

/** Half the side of the square an end is drawn in, in pixels, for a line of one pixel. */
export const END_SIZE = 5;
const ENDS: End[] = ["arrow", "bar", "hollow", "ring"];
const FEW = 1500; // links up to which ends are drawn at any zoom

class EndProgram extends EdgeProgram<Uniform> {
  getDefinition() {
    return {
      ATTRIBUTES: [
        floats("a_start", 2),
        floats("a_end", 2),
        floats("a_radius", 1),
        floats("a_width", 1),
        floats("a_lane", 1),
        floats("a_kind", 1),
        floats("a_ending", 1),
        ...COLOURS,
      ],
      ...rectangle(-1),
      VERTEX_SHADER_SOURCE: `
attribute vec2 a_start; attribute vec2 a_end; attribute float a_radius; attribute float a_width; attribute float a_lane; attribute float a_kind;
attribute float a_ending; attribute vec4 a_color; attribute vec4 a_id; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio; uniform float u_marks;
varying vec4 v_color; varying vec2 v_place; varying float v_kind; varying float v_half;
void main() {
  float pixel = 2.0 * u_correctionRatio;
  vec2 way = normalize(a_end - a_start + vec2(1e-9, 0.0));
  vec2 normal = vec2(-way.y, way.x);
  v_half = (${float(END_SIZE)} + 0.5 * min(a_width / u_sizeRatio, 1.3 * a_width)) * u_marks * a_ending;
  v_place = a_corner * (v_half + 1.0);
  v_kind = a_kind;
  vec2 middle = a_end - way * (a_radius / u_sizeRatio + v_half + 1.0) * pixel + normal * a_lane * ${float(LANE)} * pixel;
  vec2 place = middle + (way * v_place.x + normal * v_place.y) * pixel;
  gl_Position = u_marks < 0.35 ? vec4(2.0, 2.0, 0.0, 1.0) : vec4((u_matrix * vec3(place, 1)).xy, 0, 1);${COLOUR}
}`,
      // v_place is in pixels: x along the link towards its target, y across.
      FRAGMENT_SHADER_SOURCE: `
precision highp float;
varying vec4 v_color; varying vec2 v_place; varying float v_kind; varying float v_half;
void main() {
  vec2 p = v_place;
  float away;
  if (v_kind < 0.5 || (v_kind > 1.5 && v_kind < 2.5)) {
    away = max(-p.x - v_half, (p.x - v_half) * 0.447 + abs(p.y) * 0.894);
    if (v_kind > 1.5) away = abs(away + 1.0) - 0.8;
  } else if (v_kind < 1.5) away = max(abs(p.x - v_half + 1.3) - 1.3, abs(p.y) - v_half);
  else away = abs(length(p) - v_half * 0.75 + 0.5) - 0.8;
  gl_FragColor = v_color * clamp(0.5 - away, 0.0, 1.0);
}`,
    };
  }
  processVisibleItem(id: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: LinkData) {
    this.array.set(
      [source.x, source.y, target.x, target.y, target.size, data.size, data.lane, ENDS.indexOf(data.end), data.ending, floatColor(data.color), id], at,
    );
  }
  setUniforms(params: RenderParams, info: Info) {
    // Of thousands of links, ends are drawn once one is near enough to tell them apart.
    set(params, info, this.capacity < FEW ? 1 : Math.min(1, 0.5 / params.zoomRatio));
  }
}

export const linkProgram = createEdgeCompoundProgram([LineProgram as unknown as EdgeProgramType, EndProgram as unknown as EdgeProgramType]);

function set(params: RenderParams, { gl, uniformLocations }: Info, marks: number) {
  gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
  gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
  if (uniformLocations.u_marks) gl.uniform1f(uniformLocations.u_marks, marks);
}
