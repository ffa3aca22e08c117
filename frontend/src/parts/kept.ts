// What this browser remembers. A browser may refuse to remember anything; then it lasts as long as the page is open.

const HERE = new Map<string, string>();

export function remember(name: string, value: string): boolean {
  HERE.set(name, value);
  try {
    localStorage.setItem(`pohgraph.${name}`, value);
    return true;
  } catch {
    return false;
  }
}

export function remembered(name: string): string {
  try {
    return localStorage.getItem(`pohgraph.${name}`) ?? HERE.get(name) ?? "";
  } catch {
    return HERE.get(name) ?? "";
  }
}
