export function EntityView() {
  return <h1>EntityView</h1>;
}
