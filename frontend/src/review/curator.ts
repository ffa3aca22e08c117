// Who decides: a name, or an ORCID whose last digit is checked.

const ORCID = /^(?:https?:\/\/orcid\.org\/|orcid:)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dx])$/i;

export type Named = { name: string } | { error: string };

export function curator(typed: string): Named {
  const name = typed.trim().replace(/\s+/g, " ");
  if (!name) return { error: "Say who decides: your name or your ORCID." };
  const found = ORCID.exec(name);
  if (!found) return { name };
  const digits = found[1]!.replaceAll("-", "").toUpperCase();
  if (checkDigit(digits.slice(0, 15)) !== digits[15]) return { error: `${name} is not an ORCID: its last digit does not fit the others.` };
  return { name: digits.replace(/(.{4})(?=.)/g, "$1-") };
}

/** The one form of a name that has several spellings, as the program compares curators. */
export function oneForm(name: string): string {
  const found = curator(name);
  return "name" in found ? found.name : name;
}

/** ISO 7064 MOD 11-2. */
function checkDigit(digits: string): string {
  const total = [...digits].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const rest = (12 - (total % 11)) % 11;
  return rest === 10 ? "X" : String(rest);
}
