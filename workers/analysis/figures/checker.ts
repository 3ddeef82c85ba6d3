/**
 * The fact check. After it, every number in a text is a token that resolves, a number that the
 * figures bear out, or marked as unverified with its reason. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import type { FindingReason } from '#shared/finding-reasons.ts'
import { splitProse, TOKEN_OR_MARK } from '#shared/figure-token.ts'
import { indexTable } from '#shared/book/rows.ts'
import { SeriesBook } from './book.ts'
import { cleanMarkdown } from './clean.ts'
import { isNumeric } from './clauses.ts'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import { citableOf } from './exhibits/index.ts'
import { coverMarks, isMark, resolveMarks } from './passage-marks.ts'
import { countsIn } from './counts.ts'
import { type ClaimItem, ItemReader } from './items.ts'
import { judgeSentence } from './judge/judge.ts'
import { type Carry, type ClaimVerdict, NOTHING_CARRIED } from './judge/sentence.ts'
import { companyDictionary, type PhraseDictionary } from './lexicon/dictionary.ts'
import { normalForm } from './normal-form.ts'
import { notFigures } from './not-figures.ts'
import { type BareNumber, findNumbers } from './numbers.ts'
import { periodsIn } from './periods.ts'
import type { TextRange } from './pieces.ts'
import { passagesOf, tableNumber } from './surroundings.ts'
import { glueReason, normalizeTokens } from './tokens.ts'
import { unsourcedIn } from './unsourced.ts'

export interface ClaimFinding {
  /** What stands in `{{?...}}`. */
  text: string
  reason: FindingReason
}

export interface CheckedText {
  /**
   * Markdown without HTML, links or code. Figures are written as `{{name@period}}` or `{{?...}}`.
   */
  text: string
  /** The distinct tokens in the text, in order of first use. */
  cited: string[]
  /** The texts inside `{{?...}}`, in order. */
  unverified: string[]
  /** One for each of `unverified`, in the same order. */
  findings: ClaimFinding[]
}

const FILLER = '\uFFFC'
/**
 * Replaces each token by filler of the same length. Offsets stay valid, and nothing inside a token
 * is read as a number.
 */
const mask = (text: string): string => text.replace(TOKEN_OR_MARK, (m) => FILLER.repeat(m.length))

/** The text that phrases are looked up in: lower case, hyphens between letters as blanks. */
const lowerOf = (text: string): string => {
  const lower = text.toLowerCase()
  return (lower.length === text.length ? lower : text.replace(/[A-Z]/g, (c) => c.toLowerCase()))
    .replace(/(?<=[a-z0-9])-(?=[a-z])/g, ' ')
    .replaceAll('’', "'")
}

/** Whether a plain number belongs to a name (`COVID-19`) or to the company's own code. */
const isName = (number: BareNumber, text: string, codes: readonly string[]): boolean =>
  number.kind === 'plain' &&
  (/[A-Za-z]-$/.test(text.slice(Math.max(0, number.start - 2), number.start)) ||
    codes.includes(number.text))

/** The numbers that do not overlap any of `ranges`. Both lists are in order. */
const outside = <T extends TextRange>(numbers: readonly T[], ranges: readonly TextRange[]): T[] => {
  let next = 0
  return numbers.filter((number) => {
    for (;;) {
      const range = ranges[next]
      if (!range || range.start >= number.end) return true
      if (range.end > number.start) return false
      next++
    }
  })
}

/**
 * Extends the range to the brackets around a number. In accounts, `(...)` means a negative number.
 */
const withBrackets = (text: string, { start, end }: TextRange): TextRange =>
  /[(（]/.test(text.charAt(start - 1)) && /[)）]/.test(text.charAt(end))
    ? { start: start - 1, end: end + 1 }
    : { start, end }

/**
 * Most numbers of one text that are compared with the figures. A section has a few dozen. Any
 * numbers after these are marked as unverified.
 */
const MAX_NUMBERS = 1_000

interface Read {
  text: string
  masked: string
  lower: string
  numbers: BareNumber[]
  reader: ItemReader
}

const read = (
  text: string,
  dictionary: PhraseDictionary,
  byToken: ReadonlyMap<string, Figure>,
  symbol: string,
): Read => {
  const masked = mask(text)
  const lower = lowerOf(masked)
  const counts = countsIn(lower)
  const periods = outside(periodsIn(lower), counts)
  const codes = symbol.split(/\D+/)
  const numbers = outside(
    outside(outside(findNumbers(masked), notFigures(masked)), periods),
    counts,
  ).filter((number) => !isName(number, masked, codes))
  const tokens = [...text.matchAll(TOKEN_OR_MARK)].flatMap((match) => {
    const figure = byToken.get(match[1] ?? '')
    return figure
      ? [{ start: match.index, end: match.index + match[0].length, text: match[0], figure }]
      : []
  })
  const reading = { text: masked, lower, dictionary, numbers, tokens, periods, counts }
  return { text, masked, lower, numbers, reader: new ItemReader(reading) }
}

const HEADING = /^\s*#/

/** What the next passage takes over from the one before it, across a line break. */
const carryOver = (carry: Carry, between: string, next: string): Carry => {
  if (!between.includes('\n')) return carry
  const isList = /^\s*(?:[-*+]|\d{1,3}[.)、])\s/.test(next)
  if (between.includes('\n\n') && !isList && !carry.leads) return NOTHING_CARRIED
  return { ...carry, topic: null }
}

const proseVerdicts = (book: SeriesBook, items: ClaimItem[], carry: Carry) =>
  judgeSentence(book, items, carry)

const verdictsOf = (
  book: SeriesBook,
  { text, masked, lower, reader, numbers }: Read,
): ClaimVerdict[] => {
  const limit = numbers[MAX_NUMBERS]?.start ?? Number.POSITIVE_INFINITY
  const verdicts: ClaimVerdict[] = []
  let carry: Carry = NOTHING_CARRIED
  let last = 0
  let heads: ClaimItem[][] = []
  let caption: ClaimItem[] = []
  let heading = ''
  let before = ''
  for (const passage of passagesOf(masked)) {
    const written = masked.slice(passage.start, passage.end)
    if (passage.start >= limit) {
      verdicts.push(...unjudged(reader.items(passage.start, passage.end)))
      continue
    }
    if (!passage.row) {
      carry = carryOver(carry, masked.slice(last, passage.start), written)
      if (HEADING.test(written)) {
        heading = lowerOf(written)
        before = ''
      } else if (masked.slice(last, passage.start).includes('\n\n') && !carry.leads) before = ''
      carry = { ...carry, said: `${heading} ${before}` }
      if (written.trim() !== '') before = lowerOf(written)
      const items = reader.items(passage.start, passage.end)
      const judged = proseVerdicts(book, items, carry)
      verdicts.push(...judged.verdicts)
      const news = items.some(isNumeric) ? null : unsourcedIn(text, lower, passage)
      if (news) verdicts.push({ ...news, kind: 'finding', reason: 'unsourced' })
      carry = { ...judged.carry, leads: /[:：]\s*$|^\s*#/.test(written) }
      if (items.length > 0) caption = items
    } else {
      const cells = cellRanges(masked, passage).map(({ start, end }) => reader.items(start, end))
      if (passage.row.isHeading) heads = cells
      const rowName = cells[0] ?? []
      cells.forEach((cell, column) => {
        if (!cell.some(isNumeric)) return
        const head = passage.row?.isHeading || column === 0 ? [] : (heads[column] ?? [])
        const items = tableItems(
          column === 0 ? [] : rowName,
          head,
          cell,
          caption,
          passage.row ?? null,
          column,
        )
        verdicts.push(
          ...judgeSentence(
            book,
            items,
            { ...NOTHING_CARRIED, said: `${heading} ${before}` },
            true,
          ).verdicts.filter((v) => v.start >= (cell[0]?.start ?? 0)),
        )
      })
    }
    last = passage.end
  }
  return verdicts.map((verdict) => {
    const glue = text.startsWith('{{', verdict.start) ? glueReason(text, verdict) : null
    return glue
      ? { start: verdict.start, end: verdict.end, kind: 'finding', reason: glue }
      : verdict
  })
}

/**
 * The verdicts on the items after the limit: tokens count as cited, and numbers are marked as
 * unverified.
 */
const unjudged = (items: readonly ClaimItem[]): ClaimVerdict[] =>
  items.flatMap(({ start, end, ...item }): ClaimVerdict[] => {
    if (item.kind === 'token') return [{ start, end, kind: 'figure', token: item.figure.token }]
    return item.kind === 'number' ? [{ start, end, kind: 'finding', reason: 'too_many' }] : []
  })

/** The cells of a row of a table, between its bars. */
const cellRanges = (text: string, { start, end }: TextRange): TextRange[] => {
  const cells: TextRange[] = []
  let from = text.indexOf('|', start) + 1
  for (let at = from; at <= end; at++)
    if (at === end || text[at] === '|') {
      if (at > from || at < end) cells.push({ start: from, end: at })
      from = at + 1
    }
  return cells
}

const tableItems = (
  row: readonly ClaimItem[],
  head: readonly ClaimItem[],
  cell: readonly ClaimItem[],
  caption: readonly ClaimItem[],
  table: { cells: string[]; heading: string[]; caption: string } | null,
  column: number,
): ClaimItem[] => {
  const names = [...row, ...head].filter(
    (item) => item.kind !== 'number' && item.kind !== 'count' && item.kind !== 'token',
  )
  const isNamed = (items: readonly ClaimItem[]) =>
    items.some((item) => item.kind === 'phrase' && item.phrase.concept)
  const lead =
    isNamed(names) || isNamed(cell)
      ? []
      : caption.filter((item) => item.kind === 'phrase' || item.kind === 'period')
  const hints = table
    ? [table.cells[0] ?? '', table.heading[column] ?? '', table.heading[0] ?? '', table.caption]
    : []
  return [
    ...lead,
    ...names,
    ...cell.map(
      (item): ClaimItem =>
        item.kind === 'number' ? { ...item, number: tableNumber(item.number, hints) } : item,
    ),
  ]
}

/** Numbers that stand with nothing but a blank between them are one number that was torn apart. */
const tornApart = (numbers: readonly BareNumber[], text: string): Set<number> => {
  const torn = new Set<number>()
  numbers.forEach((number, i) => {
    const next = numbers[i + 1]
    if (
      !next ||
      !/^[ \t]{1,4}$/.test(text.slice(number.end, next.start)) ||
      !/\d$/.test(number.text) ||
      (next.currency !== null && /^[^\d]/.test(next.text))
    )
      return
    torn.add(number.start)
    torn.add(next.start)
  })
  return torn
}

const apply = (
  text: string,
  verdicts: readonly ClaimVerdict[],
  byToken: ReadonlyMap<string, Figure>,
): { text: string; findings: ClaimFinding[] } => {
  let out = ''
  let at = 0
  const findings: ClaimFinding[] = []
  for (const verdict of verdicts) {
    if (verdict.start < at || verdict.kind === 'fine') continue
    const written = text.slice(verdict.start, verdict.end)
    const figure = verdict.kind === 'figure' ? byToken.get(verdict.token) : undefined
    const isToken = written.startsWith('{{')
    const { start, end } =
      figure && !isToken && Number(figure.value) < 0 && !/[-−]/.test(written)
        ? withBrackets(text, verdict)
        : verdict
    out += text.slice(at, start)
    if (verdict.kind === 'figure') out += `{{${verdict.token}}}`
    else {
      const inner = isToken ? written.slice(2, -2) : written.replace(/[{}]/g, '')
      out += `{{?${inner}}}`
      findings.push({ text: inner, reason: verdict.reason })
    }
    at = end
  }
  return { text: out + text.slice(at), findings }
}

/**
 * Checks the Markdown of a model against the figures it was given. `symbol` is the company's code,
 * whose digits are not a figure; `names` are what the company is called; `exhibits` are what it may
 * cite besides figures of the company.
 */
export const checkText = (
  text: string,
  figures: readonly Figure[],
  {
    symbol = '',
    names = [],
    exhibits = [],
  }: {
    symbol?: string
    names?: readonly string[]
    exhibits?: readonly ExhibitReading[]
  } = {},
): CheckedText => {
  const { byToken } = indexTable(figures)
  const { rules, passages } = citableOf(exhibits)
  const ofCompany = figures.filter(({ token }) => !rules.has(token))
  const dictionary = companyDictionary({
    symbol,
    names,
    labels: new Map(ofCompany.map((figure) => [figure.name, figure.label])),
  })
  const plain = cleanMarkdown(coverMarks(normalForm(text)))
  const normal = resolveMarks(normalizeTokens(plain, byToken), passages)
  const content = read(normal, dictionary, byToken, symbol)
  const torn = tornApart(content.numbers, content.masked)
  const known = verdictsOf(new SeriesBook(figures, rules), content)
  const limit = content.numbers[MAX_NUMBERS]?.start ?? Number.POSITIVE_INFINITY
  const verdicts = known.map((verdict): ClaimVerdict => {
    if (verdict.start >= limit && !normal.startsWith('{{', verdict.start))
      return { start: verdict.start, end: verdict.end, kind: 'finding', reason: 'too_many' }
    return torn.has(verdict.start)
      ? { start: verdict.start, end: verdict.end, kind: 'finding', reason: 'glued' }
      : verdict
  })
  const checked = apply(normal, verdicts, byToken)
  const parts = splitProse(checked.text)
  const reasons = reasonsInOrder(checked.findings)
  return {
    text: checked.text,
    cited: [...new Set(parts.flatMap((p) => (p.kind === 'figure' ? [p.token] : [])))],
    unverified: parts.flatMap((p) => (p.kind === 'unverified' ? [p.text] : [])),
    findings: parts.flatMap((p) =>
      p.kind === 'unverified' ? [{ text: p.text, reason: reasons(p.text) }] : [],
    ),
  }
}

/** Findings in order; a mark that stood in the text before cites a figure that does not exist. */
const reasonsInOrder = (findings: readonly ClaimFinding[]) => {
  let next = 0
  return (text: string): FindingReason => {
    const finding = findings[next]
    if (finding?.text !== text) return isMark(text) ? 'unknown_passage' : 'unknown_token'
    next++
    return finding.reason
  }
}
