// The words of SPARQL, and what the functions among them take.

export const CLAUSES = [
  "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE", "DISTINCT", "REDUCED", "WHERE", "FROM", "NAMED", "OPTIONAL", "UNION", "MINUS",
  "GRAPH", "SERVICE", "SILENT", "FILTER", "BIND", "VALUES", "UNDEF", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "ASC", "DESC",
  "AS", "IN", "NOT IN", "EXISTS", "NOT EXISTS", "LATERAL", "true", "false",
];

export const FUNCTIONS = [
  "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "URI", "BNODE",
  "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS",
  "STRBEFORE", "STRAFTER", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1",
  "SHA256", "SHA384", "SHA512", "COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC",
  "REGEX", "SUBSTR", "REPLACE",
];

const OTHERS = ["A", "BY", "GROUP", "ORDER", "NOT", "SEPARATOR", "TRUE", "FALSE"];
const UPDATES = ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "DATA", "INTO", "TO", "DEFAULT", "ALL", "USING"];

export const KNOWN: ReadonlySet<string> = new Set([...CLAUSES.flatMap((word) => word.split(" ")), ...FUNCTIONS, ...OTHERS, ...UPDATES]);
