/**
 * Form 4/A amends an earlier form. An amended line replaces the line that it corrects and keeps
 * that line's key, so nothing is counted twice. An amending form repeats whole lines, but not
 * always all of them; a line that it adds is new. Pure.
 */
import type { Form4, Form4Line } from './form4.ts'

export interface FiledForm extends Form4 {
  accession: string
  filedAt: string
}

export interface FiledLine extends Form4Line {
  key: string
  accession: string
  filedAt: string
}

const linesOf = ({ lines, accession, filedAt }: FiledForm): FiledLine[] =>
  lines.map((line) => ({ ...line, key: `${accession}/${line.place}`, accession, filedAt }))

const sameOwners = (a: FiledForm, b: FiledForm): boolean =>
  a.filerCiks.some((cik) => b.filerCiks.includes(cik))

/** Lines that may be the same transaction: they have the same table, security, day and code. */
const groupOf = ({ security, item }: Form4Line): string =>
  [item.derivative, security.toLowerCase(), item.traded_on, item.code].join('|')

/**
 * The line that an amendment corrects: the line of its group with the same count or price, and
 * otherwise the only line of the group.
 */
const correctedBy = (line: FiledLine, among: readonly FiledLine[]): FiledLine | undefined => {
  const group = among.filter((other) => groupOf(other) === groupOf(line))
  return (
    group.find((other) => other.item.shares === line.item.shares) ??
    group.find((other) => other.item.price !== null && other.item.price === line.item.price) ??
    (group.length === 1 ? group[0] : undefined)
  )
}

/**
 * The lines of several forms after the amendments among these forms are applied. The form filed
 * last comes first.
 */
export const amended = (forms: readonly FiledForm[]): FiledLine[] => {
  const oldestFirst = forms.toReversed()
  const standing: { form: FiledForm; lines: FiledLine[] }[] = []
  for (const form of oldestFirst) {
    const originals =
      form.amends === null
        ? []
        : standing.filter(
            (earlier) => earlier.form.filedAt === form.amends && sameOwners(earlier.form, form),
          )
    const lines = linesOf(form).map((line) => {
      for (const original of originals) {
        const corrected = correctedBy(line, original.lines)
        if (!corrected) continue
        original.lines = original.lines.filter((other) => other !== corrected)
        return { ...line, key: corrected.key }
      }
      return line
    })
    standing.push({ form, lines })
  }
  return standing.toReversed().flatMap(({ lines }) => lines)
}
