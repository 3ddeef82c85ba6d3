/** The arguments of `npm run remap`, and what it prints. Pure. */
import { parseArgs } from 'node:util'
import { DATASETS } from '#shared/datasets/registry.ts'
import type { RemapGroup } from '#shared/contracts/raw-answers.ts'
import { type Dataset, isProviderId, MARKETS, type Market, type ProviderId } from '#shared/names.ts'

export interface RemapArguments {
  market?: Market
  symbol?: string
  provider?: ProviderId
  dataset?: Dataset
  write: boolean
  after?: string
  /** The address of a deployed system; the local one when absent. */
  url?: string
}

export const USAGE = `usage: npm run remap -- [--market US [--symbol AAPL]] [--provider ID] [--dataset NAME] [--write] [--after PLACE] [--url ADDRESS]
  Maps the kept raw answers of providers again through today's adapters and tells what differs from what is stored.
  --write stores what was added or changed as new versions. --after goes on where an earlier run stopped.
  --url names a deployed system. ACCESS_TOKEN in the environment is then a token with the scope admin.`

const oneOf = <T extends string>(name: string, text: string | undefined, known: readonly T[]) => {
  const found = known.find((one) => one === text)
  if (text !== undefined && found === undefined)
    throw new Error(`there is no ${name} ${text}; there are ${known.join(', ')}`)
  return found
}

/** Returns the arguments, or what is wrong with them. */
export const parseRemapArguments = (argv: string[]): RemapArguments | { wrong: string } => {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        market: { type: 'string' },
        symbol: { type: 'string' },
        provider: { type: 'string' },
        dataset: { type: 'string' },
        write: { type: 'boolean', default: false },
        after: { type: 'string' },
        url: { type: 'string' },
      },
    })
    const market = oneOf('market', values.market?.toUpperCase(), MARKETS)
    const dataset = oneOf('dataset', values.dataset, DATASETS)
    const { symbol, provider, after, url, write } = values
    if (symbol !== undefined && !market) return { wrong: 'name the market of the symbol too' }
    if (provider !== undefined && !isProviderId(provider))
      return { wrong: `there is no provider ${provider}` }
    if (url !== undefined && !URL.canParse(url)) return { wrong: `${url} is no address` }
    return {
      write,
      ...(market && { market }),
      ...(symbol !== undefined && { symbol }),
      ...(provider !== undefined && { provider }),
      ...(dataset && { dataset }),
      ...(after !== undefined && { after }),
      ...(url !== undefined && { url }),
    }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** One group in lines for people; empty where nothing is to be told. */
export const groupLines = (group: RemapGroup): string[] => {
  const { instrument, dataset, provider, changes, unmapped, added, changed, gone } = group
  const name = `${instrument} ${dataset} (${provider})`
  const total = added + changed + gone
  const told = changes.map(({ kind, name: of, period, was, now, fields }) => {
    const values =
      was === null && now === null ? '' : `: ${was ?? 'nothing'} -> ${now ?? 'nothing'}`
    return `  ${kind} ${[of, period].filter(Boolean).join(' ')}${values || fields.map((field) => ` ${field}`).join('')}`
  })
  return [
    ...(total > 0
      ? [
          `${name}: ${added} added, ${changed} changed, ${gone} gone${group.written ? '; written' : ''}`,
          ...told,
          ...(total > changes.length ? [`  and ${total - changes.length} more`] : []),
        ]
      : []),
    ...unmapped.map(
      ({ asked_at, reason, detail }) =>
        `${name}: the reading of ${asked_at} cannot be mapped again (${reason}): ${detail}`,
    ),
  ]
}
