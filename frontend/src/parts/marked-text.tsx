import type { ComponentChildren } from "preact";
import type { CodePoints } from "./code-points";
import { levels, pieces, type Piece, type Stretch } from "./marks";

export interface TextMark extends Stretch {
  /** Classes of `style.css` or of a view: subject, object, cue, qualifier, … */
  look: string;
  /** It colours the ground only and has no line below the words. */
  ground?: boolean;
  /** An id for the first piece, to scroll to. */
  anchor?: string;
}

/** A stretch of a text with marks; starts and ends are code points of the whole text. */
export function MarkedText({ text, start = 0, end = text.length, marks }: {
  text: CodePoints;
  start?: number;
  end?: number;
  marks: readonly TextMark[];
}) {
  const laid = pieces(start, end, marks);
  const below = levels(laid.map(withoutGrounds));
  return (
    <>
      {laid.map((piece) =>
        piece.marks.reduceRight<ComponentChildren>((inner, mark) => {
          const first = mark.start === piece.start;
          const classes = ["mark", mark.look, first && "first", mark.end === piece.end && "last"].filter(Boolean).join(" ");
          const level = below.get(mark);
          return <mark class={classes} id={first ? mark.anchor : undefined} style={level ? { "--level": level } : undefined}>{inner}</mark>;
        }, text.slice(piece.start, piece.end)),
      )}
    </>
  );
}

function withoutGrounds(piece: Piece<TextMark>): Piece<TextMark> {
  return { ...piece, marks: piece.marks.filter((mark) => !mark.ground) };
}
