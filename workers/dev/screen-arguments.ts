/** The arguments of `npm run screen`. Pure. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { MAX_ROWS, MAX_SHOWN } from '#shared/contracts/screens.ts'
import { type Language, MARKETS, type Market } from '#shared/names.ts'

/** What is to be screened by: a text, a shipped screen, or a saved one. */
export type Chosen = { text: string } | { preset: string } | { saved: string }

export interface RunArguments {
  kind: 'run'
  by: Chosen
  markets: Market[]
  as_of: string | undefined
  /** Expressions; empty where the screen's own figures are to be shown. */
  columns: string[]
  limit: number
  form: 'table' | 'json' | 'csv'
  origins: boolean
}
export interface ListArguments {
  kind: 'presets' | 'fields'
  /** Only fields in whose names this word stands. */
  word: string
  json: boolean
}
export interface RefreshArguments {
  kind: 'refresh'
  market: Market
  json: boolean
}
export type ScreenArguments = (RunArguments | ListArguments | RefreshArguments) & {
  language: Language
  /** The address of a deployed system; the local one when absent. */
  url: string | undefined
}

export const USAGE = `usage: npm run screen -- "TEXT" [--market US]... [--as-of YYYY-MM-DD] [--columns "roe, avg(roe, 5y)"] [--limit N] [--json | --csv]
       npm run screen -- --preset NAME | --saved ID  [the same options]
       npm run screen -- --list-presets | --fields [WORD]
       npm run screen -- --refresh MARKET [--json]
  TEXT is a screen: "roe >= 15% each 5y and debt_to_equity < 0.5 order by roe desc"
  --market   CN, HK, US or JP; several with commas or by naming it again. Default: those that the text names, else US
  --as-of    figures that were known by the end of this day; default today
  --columns  what to show, as expressions with commas between them
  --origins  with --json: formula, inputs and filings of each cell
  --refresh  brings what is due of a whole market (companies, prices of the day, filed figures) from its providers
  --language en or zh     --url  a deployed system in place of the local one
  Exit code 0: the screen was run (also when nobody passes); 1: it failed; 2: the arguments or the text are wrong.`

const OPTIONS = {
  market: { type: 'string', multiple: true },
  'as-of': { type: 'string' },
  columns: { type: 'string', multiple: true },
  limit: { type: 'string' },
  preset: { type: 'string' },
  saved: { type: 'string' },
  'list-presets': { type: 'boolean', default: false },
  fields: { type: 'boolean', default: false },
  refresh: { type: 'string' },
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  origins: { type: 'boolean', default: false },
  language: { type: 'string' },
  url: { type: 'string' },
} as const

const DEFAULT_LIMIT = 30

/** Ends the reading of the arguments with what is wrong with them. */
class WrongScreen extends Error {}

/** The expressions between commas that stand in no parentheses. */
export const splitExpressions = (text: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at <= text.length; at++) {
    const character = text[at]
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    else if (character === undefined || (character === ',' && depth <= 0)) {
      parts.push(text.slice(from, at).trim())
      from = at + 1
    }
  }
  return parts.filter((part) => part !== '')
}

const oneOf = <T extends string>(name: string, text: string, known: readonly T[]): T => {
  const found = known.find((one) => one === text)
  if (found === undefined)
    throw new WrongScreen(`there is no ${name} ${text}; there are ${known.join(', ')}`)
  return found
}

const marketsOf = (texts: readonly string[]): Market[] => [
  ...new Set(
    texts
      .flatMap((text) => text.split(','))
      .map((text) => oneOf('market', text.trim().toUpperCase(), MARKETS)),
  ),
]

const limitOf = (text: string | undefined): number => {
  if (text === undefined) return DEFAULT_LIMIT
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > MAX_ROWS) throw new WrongScreen(`--limit takes 1 to ${MAX_ROWS}`)
  return limit
}

const dayOf = (text: string | undefined): string | undefined => {
  if (text !== undefined && !z.iso.date().safeParse(text).success)
    throw new WrongScreen(`--as-of takes a day such as 2010-06-30, and ${text} is none`)
  return text
}

const parse = (argv: string[]) =>
  parseArgs({ args: argv, allowPositionals: true, options: OPTIONS })
type ArgumentValues = ReturnType<typeof parse>['values']

const chosen = (text: string | undefined, { preset, saved }: ArgumentValues): Chosen => {
  const given = [text, preset, saved].filter((one) => one !== undefined)
  if (given.length !== 1) throw new WrongScreen('name one screen: a text, --preset or --saved')
  if (preset !== undefined) return { preset }
  return saved === undefined ? { text: text ?? '' } : { saved }
}

const runArguments = (positionals: readonly string[], values: ArgumentValues): RunArguments => {
  const [text, more] = positionals
  if (more !== undefined)
    throw new WrongScreen(`put the text of the screen between quotes: "${text} ..."`)
  const by = chosen(text, values)
  const columns = splitExpressions((values.columns ?? []).join(','))
  if (columns.length > MAX_SHOWN) throw new WrongScreen(`at most ${MAX_SHOWN} columns are shown`)
  const markets = marketsOf(values.market ?? [])
  if ('saved' in by && (columns.length > 0 || markets.length > 0))
    throw new WrongScreen('a saved screen has its own markets and columns')
  if (values.json && values.csv) throw new WrongScreen('--json or --csv, not both')
  if (values.origins && !values.json) throw new WrongScreen('--origins goes with --json')
  return {
    kind: 'run',
    by,
    markets,
    as_of: dayOf(values['as-of']),
    columns,
    limit: limitOf(values.limit),
    form: values.json ? 'json' : values.csv ? 'csv' : 'table',
    origins: values.origins,
  }
}

const readArguments = (argv: string[]): ScreenArguments => {
  const { positionals, values } = parse(argv)
  const common = {
    language: oneOf('language', values.language ?? 'en', ['en', 'zh']),
    url: values.url,
  }
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new WrongScreen(`${values.url} is no address`)
  if (values.refresh !== undefined) {
    if (positionals.length > 0) throw new WrongScreen('--refresh takes a market and no screen')
    const market = oneOf('market', values.refresh.toUpperCase(), MARKETS)
    return { kind: 'refresh', market, json: values.json, ...common }
  }
  const lists = (['list-presets', 'fields'] as const).filter((name) => values[name])
  if (lists.length === 0) return { ...runArguments(positionals, values), ...common }
  if (lists.length > 1) throw new WrongScreen('--list-presets or --fields, not both')
  const kind = lists[0] === 'fields' ? 'fields' : 'presets'
  return { kind, word: positionals.join(' '), json: values.json, ...common }
}

/** Returns the arguments, or what is wrong with them. */
export const parseScreenArguments = (argv: string[]): ScreenArguments | { wrong: string } => {
  try {
    return readArguments(argv)
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
