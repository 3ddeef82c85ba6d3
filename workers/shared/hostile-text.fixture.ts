/**
 * For tests: texts that make careless code slow, and a check that the time of a function grows in
 * proportion to the length of its text.
 */
import { expect } from 'vitest'

const SHORT = 100_000
/**
 * Largest allowed ratio of the time for twice the length to the time for the length. Linear work
 * has 2, quadratic work 4.
 */
const MAX_RATIO = 2.5
/** Times shorter than this, in milliseconds, depend more on the machine than on the code. */
const NOISE_MS = 20
/** Times longer than this depend on the code more than on the machine: few runs tell. */
const BEYOND_NOISE_MS = 1_000
const FEW_RUNS = 4
const RUNS = 15

/** One unit of each text; it is repeated up to the wanted length. */
const UNITS: Record<string, string> = {
  'opening brackets': '[',
  'closing brackets': ']',
  'images that do not end': '![',
  'links that do not end': '[a](',
  'links in links': '[a](b)[',
  'round brackets': '(',
  stars: '*',
  'stars and letters': '*a',
  'emphasis that does not end': '**a ',
  underscores: '_a',
  pipes: '|',
  'rows of a table': '| a | 1 |\n',
  'rules of a table': '|---|\n',
  backticks: '`',
  'backticks and letters': '`a``',
  'code that does not end': '```\n',
  'opening braces': '{',
  'double braces': '{{',
  'closing braces': '}',
  'braces and spaces': '{{ ',
  'a mark that does not end': '{{?a',
  'a token that does not end': '{{a@FY2025 ',
  'tokens with their units': '$ {{revenue@FY2025}} billion ',
  'Chinese numerals': '三',
  'Chinese numerals with units': '三百亿元',
  'Chinese percents': '百分之三',
  'Arabic numerals': '7',
  'full-width numerals': '７',
  'Arabic-Indic numerals': '٣',
  'numerals apart': '7 ',
  'numerals with commas': '1,234',
  commas: ',',
  'a numeral and dashes': '1-',
  dashes: '-',
  'numbers in words': 'twenty-five percent ',
  years: '2024 ',
  months: 'May ',
  'dots and digits': '1.',
  spaces: ' ',
  tabs: '\t',
  'line ends': '\n',
  'carriage returns': '\r',
  surrogates: '\ud83d\ude00',
  'halves of surrogates': '\ud83d',
  'bidi controls': '\u202e',
  'zero width': '\u200b',
  'combining marks': 'e\u0301\u0301',
  'tags that do not end': '<a',
  'scripts that do not end': '<script>',
  'tags in tags': '<scr<b>ipt>',
  'comments that do not end': '<!--',
  quotes: '> ',
  'quotes, one a line': '> a\n',
  lists: '- ',
  'lists, one a line': '- a\n',
  headings: '# a\n',
  addresses: 'http://',
  'definitions of links': '[a]: b\n',
  equals: '=',
  backslashes: '\\',
  entities: '&#x41;',
  sentences: 'It grew. ',
  'Chinese sentences': '增长。',
}

export const repeated = (unit: string, length: number): string =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length)

/**
 * Texts that are not one repeated unit: long runs that fail to match only at their end, and nesting
 * that grows deeper.
 */
const WHOLE: Record<string, (length: number) => string> = {
  'one numeral and a letter': (length) => `${repeated('7', length - 1)}x`,
  'one numeral and dashes': (length) => `1${repeated('-', length - 1)}`,
  'one brace and spaces': (length) => `{{${repeated(' ', length - 2)}`,
  'quotes that deepen': (length) => {
    const lines: string[] = []
    for (let left = length, depth = 1; left > 0; depth = (depth % 200) + 1) {
      const line = `${'>'.repeat(depth)} a\n`
      lines.push(line)
      left -= line.length
    }
    return lines.join('')
  },
  'lists that deepen': (length) => {
    const lines: string[] = []
    for (let left = length, depth = 0; left > 0; depth = (depth + 1) % 100) {
      const line = `${'  '.repeat(depth)}- a\n`
      lines.push(line)
      left -= line.length
    }
    return lines.join('')
  },
}

/** Milliseconds of this thread's own work; other programs on the machine do not count. */
const timeOf = (work: (text: string) => unknown, text: string): number => {
  const before = process.threadCpuUsage()
  work(text)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

/** A text of one kind by its length, made once for each length. */
export const remembered = (textOf: (length: number) => string): ((length: number) => string) => {
  const made = new Map<number, string>()
  return (length) => {
    const text = made.get(length) ?? textOf(length)
    made.set(length, text)
    return text
  }
}

/**
 * The time for twice the text over the time for the text. Each length is measured several times and
 * the fastest run counts. Measuring ends as soon as the ratio is within the limit, and begins with
 * a tenth of the text, so that work that is far from linear is told without being waited for.
 */
export const ratioOf = (
  work: (text: string) => unknown,
  textOf: (length: number) => string,
  length = SHORT,
): number => {
  const ratioAt = (short: number): number => {
    let fastest = Number.POSITIVE_INFINITY
    let fastestOfTwice = Number.POSITIVE_INFINITY
    let ratio = Number.POSITIVE_INFINITY
    for (let run = 0; run < RUNS && ratio > MAX_RATIO; run++) {
      fastestOfTwice = Math.min(fastestOfTwice, timeOf(work, textOf(2 * short)))
      // A short time for the longer text is within the limit whatever the other one is.
      if (fastestOfTwice <= MAX_RATIO * NOISE_MS) return 1
      fastest = Math.min(fastest, timeOf(work, textOf(short)))
      ratio = fastestOfTwice / Math.max(fastest, NOISE_MS)
      if (fastestOfTwice > BEYOND_NOISE_MS && run + 1 >= FEW_RUNS) return ratio
    }
    return ratio
  }
  // The first run also compiles the code.
  work(textOf(length / 100))
  const early = ratioAt(length / 10)
  return early > MAX_RATIO ? early : ratioAt(length)
}

/** Checks that twice the text takes at most two and a half times as long. */
export const expectLinear = (
  work: (text: string) => unknown,
  textOf: (length: number) => string,
  length = SHORT,
): void => {
  expect(ratioOf(work, remembered(textOf), length)).toBeLessThanOrEqual(MAX_RATIO)
}

/** The names of the texts for which the work is not in proportion to their length. */
export const superlinearOn = (
  work: (text: string) => unknown,
  texts: readonly [string, (length: number) => string][],
): string[] => texts.filter(([, textOf]) => ratioOf(work, textOf) > MAX_RATIO).map(([name]) => name)

/** Every hostile text by name, as a function of its length. */
export const HOSTILE_TEXTS: [string, (length: number) => string][] = [
  ...Object.entries(UNITS).map(([name, unit]): [string, (length: number) => string] => [
    name,
    (length) => repeated(unit, length),
  ]),
  ...Object.entries(WHOLE),
].map(([name, textOf]) => [name, remembered(textOf)])
