/**
 * The marks of passages in a model's text: covered while Markdown is cleaned, because brackets mean
 * links there, and afterwards written in their one form. A mark of no passage is a finding. Pure.
 */

/** Private characters, which the normal form has taken out of the text before. */
const OPEN = '\uE002'
const CLOSE = '\uE003'
const WRITTEN = /\[\[\s{0,4}([nf])\s?([1-9]\d{0,2})\s{0,4}\]\]/gi
const COVERED = /\uE002([nf]\d{1,3})\uE003/g

export const coverMarks = (text: string): string =>
  text.replace(WRITTEN, (_, letter: string, digits: string) => {
    return `${OPEN}${letter.toLowerCase()}${digits}${CLOSE}`
  })

export const resolveMarks = (text: string, passages: ReadonlySet<string>): string =>
  text.replace(COVERED, (_, id: string) => (passages.has(id) ? `[[${id}]]` : `{{?[[${id}]]}}`))

/** Whether the text of a finding is the mark of a passage. */
export const isMark = (text: string): boolean => /^\[\[[nf]\d{1,3}\]\]$/.test(text)
