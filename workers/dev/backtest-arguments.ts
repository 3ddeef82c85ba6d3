/** The arguments of `npm run backtest`. Pure. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Language, LANGUAGES, MARKETS, type Market } from '#shared/names.ts'

export interface BacktestArguments {
  text: string
  market: Market
  from: string
  to: string
  /** Fractions. */
  cost: number
  delisting_loss: number
  json: boolean
  language: Language
  url: string | undefined
}

export const USAGE = `usage: npm run backtest -- "TEXT" --market US --from YYYY-MM-DD --to YYYY-MM-DD [--cost 0.2] [--delisting-loss 30] [--json]
  At each month's end the screen is run with what was known then; what passes is bought in equal parts
  at the close of the next trading day and held to the next month's trade.
  --market          CN, HK, US or JP; default US
  --cost            per cent of what is bought and of what is sold; default 0.2
  --delisting-loss  per cent that a holding loses after its last price when it leaves the market; default 30
  --language en or zh     --url  a deployed system in place of the local one
  Exit code 0: it was run; 3: prices or the list of companies of the days are not there; 1: it failed; 2: the arguments or the text are wrong.`

/** Ends the reading of the arguments with what is wrong with them. */
class WrongBacktest extends Error {}

const DEFAULT_COST = '0.2'
const DEFAULT_LOSS = '30'

const percentOf = (name: string, text: string): number => {
  const percent = /^\d{1,3}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
  if (!(percent <= 100))
    throw new WrongBacktest(`--${name} takes per cent from 0 to 100, and ${text} is none`)
  return percent / 100
}

const dayOf = (name: string, text: string | undefined): string => {
  if (!z.iso.date().safeParse(text).success)
    throw new WrongBacktest(`--${name} takes a day such as 2020-01-31`)
  return text ?? ''
}

const oneOf = <T extends string>(name: string, text: string, known: readonly T[]): T => {
  const found = known.find((one) => one === text)
  if (found === undefined)
    throw new WrongBacktest(`there is no ${name} ${text}; there are ${known.join(', ')}`)
  return found
}

const readArguments = (argv: string[]): BacktestArguments => {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      market: { type: 'string', default: 'US' },
      from: { type: 'string' },
      to: { type: 'string' },
      cost: { type: 'string', default: DEFAULT_COST },
      'delisting-loss': { type: 'string', default: DEFAULT_LOSS },
      json: { type: 'boolean', default: false },
      language: { type: 'string', default: 'en' },
      url: { type: 'string' },
    },
  })
  const [text, more] = positionals
  if (text === undefined || more !== undefined)
    throw new WrongBacktest('name one screen, its text between quotes')
  const [from, to] = [dayOf('from', values.from), dayOf('to', values.to)]
  if (from >= to) throw new WrongBacktest('--from must be before --to')
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new WrongBacktest(`${values.url} is no address`)
  return {
    text,
    market: oneOf('market', values.market.toUpperCase(), MARKETS),
    from,
    to,
    cost: percentOf('cost', values.cost),
    delisting_loss: percentOf('delisting-loss', values['delisting-loss']),
    json: values.json,
    language: oneOf('language', values.language, LANGUAGES),
    url: values.url,
  }
}

/** Returns the arguments, or what is wrong with them. */
export const parseBacktestArguments = (argv: string[]): BacktestArguments | { wrong: string } => {
  try {
    return readArguments(argv)
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}
