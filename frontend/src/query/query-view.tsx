export function QueryView() {
  return <h1>QueryView</h1>;
}
