export function NetworkView() {
  return <h1>NetworkView</h1>;
}
