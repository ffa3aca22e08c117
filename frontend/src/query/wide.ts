/** Whether the lists stand beside the editor; on a phone they are folded above it. */
export function isWide(): boolean {
  return matchMedia("(min-width: 64rem)").matches;
}
