/** The arguments of `npm run report`. Pure. */
import { parseArgs } from 'node:util'
import { AUTO, modelChoiceSchema } from '#shared/contracts/models.ts'

export interface ReportArguments {
  /** Null when the market must be found by a search. */
  market: string | null
  symbol: string
  language: 'en' | 'zh' | undefined
  /** The id of a configured model, or `auto`. */
  model: string
  as_of: string | undefined
}

export const USAGE = `usage: npm run report -- MARKET:SYMBOL [--language en|zh] [--model ID] [--as-of YYYY-MM-DD]
  MARKET is CN, HK, US or JP: US:AAPL, CN:600519.SH, HK:00700, JP:7203. A name or a bare code is searched for.
  ID is a model of the configuration (gemini, builtin), or auto.`

const oneOf = <T extends string>(value: string | undefined, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value)

/** Returns the arguments, or what is wrong with them. */
export const parseReportArguments = (argv: string[]): ReportArguments | { wrong: string } => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
  const { positionals, values } = parsed
  const [company] = positionals
  if (!company || positionals.length > 1) return { wrong: 'name one company' }
  if (values.language && !oneOf(values.language, ['en', 'zh']))
    return { wrong: `there is no language ${values.language}` }
  const model = values.model ?? AUTO
  if (!modelChoiceSchema.safeParse(model).success) return { wrong: `${model} is no id of a model` }
  const [, market, symbol] = /^([A-Za-z]{2}):(.+)$/.exec(company) ?? []
  return {
    market: market?.toUpperCase() ?? null,
    symbol: symbol ?? company,
    language: oneOf(values.language, ['en', 'zh']),
    model,
    as_of: values['as-of'],
  }
}

const parse = (argv: string[]) =>
  parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      model: { type: 'string' },
      'as-of': { type: 'string' },
    },
  })
