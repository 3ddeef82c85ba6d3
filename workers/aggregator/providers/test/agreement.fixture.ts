/**
 * The recorded answers about one company, read through the providers' own adapters, chosen along
 * the shipped chain and checked like every reading. Tests only.
 */
import { dataSourcesSchema } from '#shared/contracts/config-documents.ts'
import type { Market } from '#shared/names.ts'
import type { Dataset, ProviderId } from '#shared/names.ts'
import shipped from '../../../../config/data-sources.json' with { type: 'json' }
import { choose, type RankedFact } from '../../facts/choose.ts'
import { factId } from '#shared/book/fact-id.ts'
import { checkQuality } from '../../facts/quality/check-quality.ts'
import { CANARY_KEY, caseContext } from './case.ts'
import { CASES } from './cases.ts'
import { play, providerOf } from './play.ts'
import type { NewFact } from '../../model/provider.ts'

const { chains, agreement_tolerance: tolerance } = dataSourcesSchema.parse(shipped)
export const READ_AT = '2026-11-23T12:00:00.000Z'

export const played = async (
  provider: ProviderId,
  dataset: Dataset,
  market: Market,
  symbol: string,
): Promise<readonly unknown[]> => {
  const given = CASES.find(
    (c) =>
      c.provider === provider &&
      c.dataset === dataset &&
      c.market === market &&
      c.symbol === symbol &&
      c.proof === 'recorded',
  )
  if (!given) throw new Error(`${provider} has no recorded ${dataset} of ${market}:${symbol}`)
  const answer = await play(
    given,
    caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context,
  )
  if (!answer.ok) throw new Error(answer.detail)
  return answer.found
}

/**
 * The latest value of each figure from a provider, as the store gives it, with the provider's place
 * in the chain.
 */
export const statementsOf = async (
  provider: Exclude<ProviderId, 'simulated'>,
  market: Market,
  symbol: string,
): Promise<RankedFact[]> => {
  const latest = new Map<string, NewFact>()
  for (const fact of (await played(provider, 'statements', market, symbol)) as NewFact[]) {
    const figure = `${fact.concept} ${fact.start} ${fact.end} ${fact.basis.consolidation}`
    if ((latest.get(figure)?.known_at ?? '') <= fact.known_at) latest.set(figure, fact)
  }
  const rank = chains[market]?.statements?.indexOf(provider) ?? -1
  return [...latest.values()].map((fact) => {
    const { source: _, ...kept } = fact
    return {
      ...kept,
      id: factId(`${market}:${symbol}`, fact),
      retrieved_at: READ_AT,
      rank,
    }
  })
}

export const read = (given: readonly RankedFact[], within = tolerance) => {
  const { facts, others } = choose(given)
  const { facts: checked, checks } = checkQuality({ facts, others, tolerance: within })
  const flags = checked.flatMap((fact) =>
    fact.quality === 'ok'
      ? []
      : fact.quality
          .filter(({ check }) => check.startsWith('providers_'))
          .map((flag) => ({ fact, ...flag })),
  )
  return {
    facts: checked,
    others,
    flags,
    made: checks.find(({ id }) => id === 'providers_agree')?.made ?? 0,
  }
}
export const brief = (flags: ReturnType<typeof read>['flags']) =>
  flags.map(
    ({ fact, check, other_values }) =>
      `${check} ${fact.provider} ${fact.concept} ${fact.period} ${fact.value} / ${other_values.map(({ value }) => value).join()}`,
  )

/** The facts about Apple from five providers. */
export const appleFacts = async (): Promise<RankedFact[]> => {
  const providers = ['sec', 'fmp', 'finnhub', 'twelvedata', 'yahoo'] as const
  return (
    await Promise.all(providers.map((provider) => statementsOf(provider, 'US', 'AAPL')))
  ).flat()
}

/**
 * How many figures of each other provider are compared with the first of the chain, and how many in
 * all.
 */
export const comparedIn = (facts: readonly RankedFact[]) => {
  const { others, made } = read(facts)
  const compared: Partial<Record<string, number>> = Object.fromEntries(
    [...Map.groupBy(others, ({ provider }) => provider)].map(([provider, of]) => [
      provider,
      of.length,
    ]),
  )
  return { compared, made }
}
