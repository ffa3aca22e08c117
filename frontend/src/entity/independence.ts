/** What "not independent" means, of pages that agree. */
export const NOT_INDEPENDENT = "The pages repeat the same data or source, so they count as one.";
