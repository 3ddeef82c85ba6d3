/**
 * The fact check: after it, every figure of a text is a token that resolves or a marked, unverified
 * number. Pure.
 */
import type { Figure } from '#shared/contracts/analysis.ts'
import { splitProse, TOKEN, UNVERIFIED } from '#shared/figure-token.ts'
import { cleanMarkdown } from './clean.ts'
import { matchFigure } from './match.ts'
import { notFigures } from './not-figures.ts'
import { type BareNumber, findNumbers } from './numbers.ts'
import { contextOf, lineContexts } from './surroundings.ts'
import { normalizeTokens } from './tokens.ts'

export interface Checked {
  /** Markdown without HTML, links or code; figures as `{{name@period}}` or `{{?...}}`. */
  text: string
  /** Distinct tokens in the text, in order of first use. */
  cited: string[]
  /** What stands in `{{?...}}`, in order. */
  unverified: string[]
}

/** Numbers that state no figure of a company: nothing, all, the whole, a year's days. */
const CONSTANTS: Partial<Record<BareNumber['kind'], readonly number[]>> = {
  plain: [0, 1, 100, 360, 365],
  percent: [0, 100],
  multiple: [1],
  days: [360, 365],
}

const FILLER = '\uFFFC'
/**
 * Tokens blanked out at equal length, so that offsets hold and nothing in a token is read as a
 * number.
 */
const mask = (text: string): string =>
  text.replace(new RegExp(`${TOKEN.source}|${UNVERIFIED.source}`, 'g'), (m) =>
    FILLER.repeat(m.length),
  )

const isConstant = (number: BareNumber): boolean =>
  CONSTANTS[number.kind]?.includes(number.value) ?? false

/** A plain number that belongs to a name (`COVID-19`) or is the company's own code. */
const isName = (number: BareNumber, text: string, symbol: string): boolean =>
  number.kind === 'plain' &&
  (/[A-Za-z]-$/.test(text.slice(0, number.start)) || symbol.split(/\D+/).includes(number.text))

const numbersToCheck = (masked: string, symbol: string): BareNumber[] => {
  const skipped = notFigures(masked)
  return findNumbers(masked).filter(
    (n) =>
      !skipped.some(([start, end]) => start < n.end && n.start < end) &&
      !isConstant(n) &&
      !isName(n, masked, symbol),
  )
}

/** Widens over `(...)` around a number that is negative in the accounts' way. */
const withBrackets = (text: string, number: BareNumber): { start: number; end: number } =>
  /[(（]$/.test(text.slice(0, number.start)) && /^[)）]/.test(text.slice(number.end))
    ? { start: number.start - 1, end: number.end + 1 }
    : number

const replaceNumbers = (text: string, figures: readonly Figure[], symbol: string): string => {
  const masked = mask(text)
  const numbers = numbersToCheck(masked, symbol)
  const lines = lineContexts(text)
  const found = new Map<BareNumber, Figure>()
  // Twice: in the second round what the first found in a sentence helps its other numbers.
  for (let round = 0; round < 2; round++)
    for (const number of numbers) {
      if (found.has(number)) continue
      const context = contextOf(lines, text, number)
      const siblings = [...found]
        .filter(([n]) => n.start >= context.start && n.end <= context.end)
        .map(([, figure]) => figure.name)
      const tokens = [...text.slice(context.start, context.end).matchAll(TOKEN)].map(
        (m) => m[1]?.split('@')[0] ?? '',
      )
      const figure = matchFigure(context.number, figures, {
        ...context.around,
        cited: new Set([...siblings, ...tokens]),
      })
      if (figure) found.set(number, figure)
    }
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
 * Checks a model's Markdown against the figures it was given.
 * `symbol` is the company's code, whose digits are no figure.
 */
export const checkText = (
  text: string,
  figures: readonly Figure[],
  { symbol = '' }: { symbol?: string } = {},
): Checked => {
  const byToken = new Map(figures.map((f) => [f.token, f]))
  const checked = replaceNumbers(normalizeTokens(cleanMarkdown(text), byToken), figures, symbol)
  const parts = splitProse(checked)
  return {
    text: checked,
    cited: [...new Set(parts.flatMap((p) => (p.kind === 'figure' ? [p.token] : [])))],
    unverified: parts.flatMap((p) => (p.kind === 'unverified' ? [p.text] : [])),
  }
}
