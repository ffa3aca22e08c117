// HPO's terms for how often. The program's own table is src/pohgraph/schema/frequencies.tsv; a test compares them.

export const FREQUENCIES: { id: string; label: string; share: string }[] = [
  { id: "HP:0040280", label: "Obligate", share: "100%" },
  { id: "HP:0040281", label: "Very frequent", share: "80–100%" },
  { id: "HP:0040282", label: "Frequent", share: "30–80%" },
  { id: "HP:0040283", label: "Occasional", share: "5–30%" },
  { id: "HP:0040284", label: "Very rare", share: "0–5%" },
  { id: "HP:0040285", label: "Excluded", share: "0%" },
];
