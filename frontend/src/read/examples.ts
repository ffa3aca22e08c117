// Sentences to try, written for this page. Each shows something else that the reading takes care of.

export const EXAMPLES: { name: string; text: string }[] = [
  {
    name: "Stated and denied",
    text: "Marfan syndrome is a disorder of connective tissue. It is caused by mutations in the FBN1 gene and inherited in an autosomal "
      + "dominant pattern; it is not inherited in an autosomal recessive pattern. Most people with Marfan syndrome have tall stature and "
      + "scoliosis. None of 14 patients had seizures.",
  },
  {
    name: "Left open",
    text: "Stickler syndrome causes myopia and cleft palate. It is possible that Stickler syndrome also causes seizures, but this has not "
      + "been confirmed. Short stature is not a feature of Stickler syndrome.",
  },
  {
    name: "Borrowed from another disorder",
    text: "Noonan syndrome causes short stature and a webbed neck. Unlike Noonan syndrome, Costello syndrome causes curly hair. "
      + "The mother has scoliosis.",
  },
  {
    name: "How often, and when",
    text: "Noonan syndrome is a genetic disorder. About 80% of patients with Noonan syndrome have short stature, and hearing loss occurs in "
      + "10% of patients. The first signs of Noonan syndrome appear in childhood.",
  },
  {
    name: "Questions and answers",
    text: "What is progressive osseous heteroplasia?\n\nProgressive osseous heteroplasia is a disorder in which bone forms within skin and muscle "
      + "tissue. Signs include ectopic ossification in muscle tissue.\n\nWhat causes progressive osseous heteroplasia?\n\nIt is caused by "
      + "mutations in the GNAS gene.\n\nHow is it inherited?\n\nThis condition is inherited in an autosomal dominant pattern.",
  },
];
