export function HomeView() {
  return <h1>HomeView</h1>;
}
