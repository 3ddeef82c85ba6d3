/**
 * A case of a whole market: the answers of one crawl, and the ways to spoil them. Tests only.
 */
import type { BulkKind, Market, ProviderId } from '#shared/names.ts'
import type {
  BulkCapability,
  BulkFailure,
  BulkPart,
  BulkQuery,
  BulkResult,
  TakenParts,
} from '../../model/bulk.ts'
import type { ProviderContext, ProviderFailure } from '../../model/provider.ts'
import { PROVIDERS } from '../registry.ts'
import { type Answering, CASE_TIME, type Spoilt } from './case.ts'

export interface BulkCase {
  provider: ProviderId
  kind: BulkKind
  market: Market
  target: string
  symbols?: readonly string[]
  /** Where the form of the answers is documented. */
  evidence: string
  answers: readonly Answering[]
  spoilt: Pick<Spoilt, 'null_field' | 'wrong_type' | 'empty'>
  outcomes?: Partial<Record<'null_field' | 'wrong_type' | 'empty', string>>
  /** Parts of targets that were brought before. */
  kept?: Readonly<Record<string, BulkPart>>
}

export const bulkOf = ({ provider, kind }: Pick<BulkCase, 'provider' | 'kind'>) => {
  const found = PROVIDERS.find(({ id }) => id === provider)
  const capability: BulkCapability<unknown> | undefined = found?.bulk?.[kind]
  if (!found || !capability) throw new Error(`${provider} has no ${kind}`)
  return { provider: found, capability }
}

export interface Crawled {
  /** The parts in the order in which they were asked for. */
  parts: string[]
  result: BulkResult<unknown> | ProviderFailure
}

/** Asks for every part one after the other, and maps what came. */
export const crawl = async (given: BulkCase, context: ProviderContext): Promise<Crawled> => {
  const { capability } = bulkOf(given)
  const { market, target, symbols = [] } = given
  const query: BulkQuery = { market, target, symbols, now: CASE_TIME }
  const open = [...capability.parts(query)]
  const taken = new Map<string, BulkPart>()
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    const part = await capability.fetch(query, name, context)
    if (!part.ok) return { parts: [...taken.keys(), name], result: part }
    taken.set(name, JSON.parse(JSON.stringify(part.data)) as BulkPart)
    open.push(...part.data.next.filter((next) => !taken.has(next) && !open.includes(next)))
  }
  const parts: TakenParts = {
    names: [...taken.keys()],
    part: async (name) => taken.get(name) ?? { rows: [], count: null, next: [] },
    kept: async (of) => given.kept?.[of] ?? null,
  }
  const result = await capability.toRows(query, parts, { now: CASE_TIME, company: () => true })
  return { parts: [...taken.keys()], result }
}

export const reasonOf = ({ result }: Crawled): string =>
  result.ok ? 'served' : (result satisfies BulkFailure | ProviderFailure).reason
