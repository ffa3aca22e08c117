// The editor in the page's colours. All of them are variables, so that light and dark need no second theme.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--ground)", fontSize: ".9rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { padding: ".5rem 0", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--quiet)", border: "0", borderRight: "1px solid var(--line)" },
  ".cm-selectionMatch, .cm-searchMatch": { backgroundColor: "var(--mark-quote)", outline: "1px solid var(--line-strong)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--mark-cue)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--denied-soft)", outline: "1px solid var(--denied)" },
  ".cm-placeholder": { color: "var(--quiet)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--text)", borderBottom: "1px solid var(--line)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-textfield, .cm-button": { color: "var(--text)", background: "var(--ground)", border: "1px solid var(--line-strong)", borderRadius: "4px", fontSize: ".8125rem" },
  ".cm-panel.cm-search": { padding: ".4rem 2rem .4rem .6rem" },
  ".cm-panel.cm-search [name=close]": { color: "var(--text)", fontSize: "1.2rem", top: ".25rem", right: ".5rem" },
  ".cm-tooltip": { backgroundColor: "var(--ground)", color: "var(--text)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius-small)", boxShadow: "var(--shadow)", overflow: "hidden", maxWidth: "calc(100vw - 1rem)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "18rem", maxWidth: "min(44rem, calc(100vw - 1rem))" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem", lineHeight: "1.45", display: "flex", gap: ".75rem", alignItems: "baseline", justifyContent: "space-between" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent-soft)", color: "var(--text)", boxShadow: "inset 3px 0 var(--accent)" },
  ".cm-completionLabel": { overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionMatchedText": { textDecoration: "underline", fontWeight: "600" },
  ".cm-completionDetail": { color: "var(--quiet)", fontStyle: "normal", fontSize: ".8125rem", marginLeft: "0", overflow: "hidden", textOverflow: "ellipsis", flexShrink: "2" },
  ".cm-diagnostic": { padding: ".4rem .6rem", whiteSpace: "normal", maxWidth: "36rem" },
  ".cm-diagnostic-error": { borderLeft: "4px solid var(--denied)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--denied) 1.5px", textUnderlineOffset: "3px", backgroundColor: "var(--denied-soft)" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--denied)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.bool], color: "var(--query-word)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--query-variable)" },
  { tag: tags.string, color: "var(--query-text)" },
  { tag: [tags.integer, tags.float], color: "var(--query-number)" },
  { tag: [tags.namespace, tags.url], color: "var(--query-name)" },
  { tag: tags.typeName, color: "var(--query-number)" },
  { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
]);

export const look: Extension = [theme, syntaxHighlighting(colours)];
