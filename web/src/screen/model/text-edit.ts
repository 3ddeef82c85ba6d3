/** An edit of a screen's text at the place of a fault. Pure. */
import type { TextSpan } from '#shared/screen/ast.ts'

/** A name that is no single word stands in quotes. */
const quoted = (name: string): string =>
  /^[\p{L}\p{N}_]+$/u.test(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`

/** The text with a name in place of what stands there, and where the cursor is then. */
export const replaced = (
  text: string,
  { from, to }: TextSpan,
  name: string,
): { text: string; cursor: number } => {
  const word = quoted(name)
  return { text: text.slice(0, from) + word + text.slice(to), cursor: from + word.length }
}
