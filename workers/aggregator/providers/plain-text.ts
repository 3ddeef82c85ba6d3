/**
 * Turns the HTML that providers send into plain text: no markup, no entities, single spaces. Pure.
 */
import { Parser } from 'htmlparser2'

/** `Q1 &amp; <b>Q2</b>\n\n` -> `Q1 & Q2`; null when nothing is left. */
export const plainText = (markup: string): string | null => {
  let text = ''
  const parser = new Parser({
    ontext: (part) => {
      text += part
    },
    onopentag: (name) => {
      if (/^(p|br|div|li|tr|h\d)$/.test(name)) text += ' '
    },
  })
  parser.end(markup)
  return text.replace(/\s+/g, ' ').trim() || null
}
