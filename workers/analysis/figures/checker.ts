/**
 * The fact check. After it, every figure in a text is either a token that resolves or a number
 * marked as unverified. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { splitProse, TOKEN, UNVERIFIED } from '#shared/figure-token.ts'
import { indexTable } from '#shared/figures.ts'
import { cleanMarkdown } from './clean.ts'
import { matchFigure } from './match.ts'
import { notFigures } from './not-figures.ts'
import { type BareNumber, findNumbers } from './numbers.ts'
import type { TextRange } from './pieces.ts'
import { type Passage, passagesOf, readPassage } from './surroundings.ts'
import { normalizeTokens } from './tokens.ts'

export interface CheckedText {
  /**
   * Markdown without HTML, links or code. Figures are written as `{{name@period}}` or `{{?...}}`.
   */
  text: string
  /** The distinct tokens in the text, in order of first use. */
  cited: string[]
  /** The texts inside `{{?...}}`, in order. */
  unverified: string[]
}

/**
 * Numbers that state no figure of a company, such as nothing, all, the whole, or the days of a
 * year.
 */
const CONSTANTS: Partial<Record<BareNumber['kind'], readonly number[]>> = {
  plain: [0, 1, 100, 360, 365],
  percent: [0, 100],
  multiple: [1],
  days: [360, 365],
}

const FILLER = '\uFFFC'
/**
 * Replaces each token by filler of the same length. Offsets stay valid, and nothing inside a token
 * is read as a number.
 */
const mask = (text: string): string =>
  text.replace(new RegExp(`${TOKEN.source}|${UNVERIFIED.source}`, 'g'), (m) =>
    FILLER.repeat(m.length),
  )

const isConstant = (number: BareNumber): boolean =>
  CONSTANTS[number.kind]?.includes(number.value) ?? false

/** Whether a plain number belongs to a name (`COVID-19`) or to the company's own code. */
const isName = (number: BareNumber, text: string, codes: readonly string[]): boolean =>
  number.kind === 'plain' &&
  (/[A-Za-z]-$/.test(text.slice(Math.max(0, number.start - 2), number.start)) ||
    codes.includes(number.text))

/** The numbers that do not overlap any of `ranges`. Both lists are in order. */
const outside = (numbers: readonly BareNumber[], ranges: readonly TextRange[]): BareNumber[] => {
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

const numbersToCheck = (masked: string, symbol: string): BareNumber[] => {
  const codes = symbol.split(/\D+/)
  return outside(findNumbers(masked), notFigures(masked)).filter(
    (number) => !isConstant(number) && !isName(number, masked, codes),
  )
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

type FoundFigures = Map<BareNumber, Figure>

/**
 * Finds the figures of the numbers in one passage, in two rounds. In the second round, the figures
 * found in the first help to match the other numbers of the sentence.
 */
const matchPassage = (
  passage: Passage,
  text: string,
  numbers: readonly BareNumber[],
  figures: readonly Figure[],
): FoundFigures => {
  const found: FoundFigures = new Map()
  const tokens = [...text.slice(passage.start, passage.end).matchAll(TOKEN)].map(
    (match) => match[1]?.split('@')[0] ?? '',
  )
  const surroundingsOf = readPassage(passage, text)
  const placed = numbers.map((number) => ({ written: number, ...surroundingsOf(number) }))
  for (let round = 0; round < 2; round++)
    for (const { written, number, around, sentence } of placed) {
      if (found.has(written)) continue
      const cited = new Set([...tokens, ...[...found.values()].map((figure) => figure.name)])
      const figure = matchFigure(number, figures, { ...around, cited }, sentence)
      if (figure) found.set(written, figure)
    }
  return found
}

const matchNumbers = (
  text: string,
  numbers: readonly BareNumber[],
  figures: readonly Figure[],
): FoundFigures => {
  const found: FoundFigures = new Map()
  let next = 0
  for (const passage of passagesOf(text)) {
    const from = next
    while ((numbers[next]?.start ?? text.length) < passage.end) next++
    if (next === from) continue
    const inside = matchPassage(passage, text, numbers.slice(from, next), figures)
    for (const [number, figure] of inside) found.set(number, figure)
  }
  return found
}

const replaceNumbers = (text: string, figures: readonly Figure[], symbol: string): string => {
  const numbers = numbersToCheck(mask(text), symbol)
  const found = matchNumbers(text, numbers.slice(0, MAX_NUMBERS), figures)
  let out = ''
  let at = 0
  for (const number of numbers) {
    const figure = found.get(number)
    const { start, end } =
      figure && Number(figure.value) < 0 && !number.negative ? withBrackets(text, number) : number
    out +=
      text.slice(at, start) + (figure ? `{{${figure.token}}}` : `{{?${text.slice(start, end)}}}`)
    at = end
  }
  return out + text.slice(at)
}

/**
 * Checks the Markdown of a model against the figures it was given. `symbol` is the company's code;
 * the digits in it are not a figure.
 */
export const checkText = (
  text: string,
  figures: readonly Figure[],
  { symbol = '' }: { symbol?: string } = {},
): CheckedText => {
  const { byToken } = indexTable(figures)
  const checked = replaceNumbers(normalizeTokens(cleanMarkdown(text), byToken), figures, symbol)
  const parts = splitProse(checked)
  return {
    text: checked,
    cited: [...new Set(parts.flatMap((p) => (p.kind === 'figure' ? [p.token] : [])))],
    unverified: parts.flatMap((p) => (p.kind === 'unverified' ? [p.text] : [])),
  }
}
