/**
 * Asks every provider whether it answers, whether its key is valid, and what the key may read. The
 * same code runs in the Worker and on the command line. Without a network it reports that after one
 * short check.
 */
import { DAY_MS } from '#shared/days.ts'
import type { DoctorReport, Examined } from '#shared/contracts/data-sources.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import type { Dataset, Market } from '#shared/names.ts'
import type {
  Capability,
  CompanyQuery,
  Provider,
  ProviderContext,
  ProviderFailureReason,
  ProviderResult,
} from '../model/provider.ts'
import { type BulkCell, bulkCellsOf, probeBulk } from './bulk-probe.ts'
import { isOnline } from './online.ts'

export interface DoctorDeps {
  providers: readonly Provider[]
  contextOf(provider: Provider): ProviderContext
  hasKey(provider: Provider): boolean
  /** Takes calls from the provider's budget; false when there are none left. */
  allow(provider: Provider, calls: number): Promise<boolean>
  /** Records the result of a call, so that a provider that works again is used again. */
  note(
    provider: Provider,
    outcome: {
      reason: ProviderFailureReason | null
      detail: string | null
      retry_after_seconds?: number | undefined
    },
  ): Promise<void>
  /** The last result recorded before; null when there is none. */
  lastError(provider: Provider): Promise<Examined['last_error']>
}

/**
 * With at least this many calls a day, every dataset is tried; with fewer, only when `full` is set.
 */
const GENEROUS_DAILY_CALLS = 1_000
const DAY_SECONDS = 86_400

/** Well-known companies, so that a refusal concerns the key and not the company. */
const SAMPLES: Record<Market, string> = { CN: '600519.SH', HK: '00700', US: 'AAPL', JP: '7203' }
const SAMPLE_RATE = { from: 'CNY', to: 'USD' }

type ProbeOutcome = { reason: ProviderFailureReason | null; detail: string | null; ms: number }
type DoctorCell = Examined['cells'][number]

/** Reasons that concern the company or the request, and so show that the dataset can be read. */
const READABLE: ReadonlySet<ProviderFailureReason | null> = new Set<ProviderFailureReason | null>([
  null,
  'not_found',
  'empty',
])
const UNHEARD: ReadonlySet<ProviderFailureReason | null> = new Set<ProviderFailureReason | null>([
  'unreachable',
  'timeout',
])

const fetchCell = (
  provider: Provider,
  dataset: Dataset,
  market: Market,
  symbol: string,
  context: ProviderContext,
): Promise<ProviderResult<unknown>> => {
  if (dataset === 'fx')
    return (provider.datasets.fx as NonNullable<typeof provider.datasets.fx>).fetch(
      SAMPLE_RATE,
      context,
    )
  if (dataset === 'instrument')
    return (provider.datasets.instrument as NonNullable<typeof provider.datasets.instrument>).fetch(
      { text: symbol, market },
      context,
    )
  const now = context.now()
  const query: CompanyQuery = {
    market,
    symbol,
    known: null,
    from: new Date(now.getTime() - 30 * DAY_MS).toISOString().slice(0, 10),
    to: now.toISOString().slice(0, 10),
    limit: 5,
  }
  return (provider.datasets[dataset] as Capability<CompanyQuery, unknown>).fetch(query, context)
}

/** What is asked of a provider: a dataset of one company, or something of a whole market. */
type ProbeTarget = { dataset: Dataset; market: Market; symbol: string } | BulkCell

const timed = async (
  provider: Provider,
  asked: ProbeTarget,
  deps: DoctorDeps,
): Promise<ProbeOutcome> => {
  const began = performance.now()
  const context = deps.contextOf(provider)
  const answer: Promise<ProviderResult<unknown>> =
    'kind' in asked
      ? probeBulk(provider, asked, SAMPLES[asked.market], context)
      : fetchCell(provider, asked.dataset, asked.market, asked.symbol, context)
  const result = await answer.catch(
    (): ProviderResult<unknown> => ({
      ok: false,
      reason: 'malformed',
      detail: `${provider.id}: the answer could not be read`,
    }),
  )
  const ms = Math.round(performance.now() - began)
  const outcome = result.ok
    ? { reason: null, detail: null }
    : { reason: result.reason, detail: result.detail }
  await deps.note(provider, {
    ...outcome,
    retry_after_seconds: result.ok ? undefined : result.retry_after_seconds,
  })
  return { ...outcome, ms }
}

const dailyCalls = ({ budget }: Provider): number =>
  Math.min(...budget.map((b) => (b.calls * DAY_SECONDS) / b.per_seconds))

const cellsOf = (provider: Provider): { dataset: Dataset; market: Market }[] =>
  DATASETS.flatMap((dataset) =>
    (provider.datasets[dataset]?.markets ?? []).map((market) => ({ dataset, market })),
  )

type BulkState = Examined['bulk'][number]
const bulkUnasked = (
  provider: Provider,
  state: Pick<BulkState, 'readable' | 'reason'>,
): BulkState[] => bulkCellsOf(provider).map((cell) => ({ ...cell, ...state }))

/**
 * The cheapest call of a provider. A provider of whole markets alone is asked for one of its lists.
 */
const probeOf = (provider: Provider): ProbeTarget | undefined =>
  provider.probe ?? bulkCellsOf(provider)[0]

const readable = (reason: ProviderFailureReason | null): DoctorCell['readable'] =>
  READABLE.has(reason) ? 'yes' : reason === 'plan' || reason === 'auth' ? 'no' : 'unknown'

const keyState = (
  provider: Provider,
  hasKey: boolean,
  reason: ProviderFailureReason | null,
): Examined['key'] => {
  if (!provider.key) return 'not_needed'
  if (!hasKey) return 'missing'
  if (reason === 'auth') return 'refused'
  return READABLE.has(reason) || reason === 'plan' || reason === 'rate_limit' ? 'valid' : 'unknown'
}

const examineOne = async (
  provider: Provider,
  full: boolean,
  deps: DoctorDeps,
): Promise<Examined> => {
  const hasKey = deps.hasKey(provider)
  const all = cellsOf(provider)
  const unasked = (reason: string | null) => ({
    cells: all.map((cell): DoctorCell => ({ ...cell, readable: 'not_asked', reason })),
    bulk: bulkUnasked(provider, { readable: 'not_asked', reason }),
  })
  const base = {
    provider: provider.id,
    name: provider.name,
    last_error: await deps.lastError(provider),
  }
  if (provider.key && !hasKey)
    return { ...base, reachable: null, key: 'missing', latency_ms: null, ...unasked('no_key') }
  if (provider.budget.length === 0)
    return {
      ...base,
      reachable: true,
      key: 'not_needed',
      latency_ms: 0,
      cells: all.map((cell) => ({ ...cell, readable: 'yes', reason: null })),
      bulk: bulkUnasked(provider, { readable: 'yes', reason: null }),
    }
  const probe = probeOf(provider)
  const calls = probe && 'dataset' in probe ? provider.datasets[probe.dataset]?.calls : 1
  if (!probe || !(await deps.allow(provider, calls ?? 1)))
    return {
      ...base,
      reachable: null,
      key: provider.key ? 'unknown' : 'not_needed',
      latency_ms: null,
      ...unasked('budget'),
    }
  const first = await timed(provider, probe, deps)
  const last_error =
    first.reason === null || READABLE.has(first.reason)
      ? base.last_error
      : {
          reason: first.reason,
          detail: first.detail,
          at: deps.contextOf(provider).now().toISOString(),
        }
  const answered = !UNHEARD.has(first.reason)
  const examined = {
    ...base,
    last_error,
    reachable: answered,
    key: keyState(provider, hasKey, first.reason),
    latency_ms: answered ? first.ms : null,
  }
  const useless = !answered || first.reason === 'auth' || first.reason === 'rate_limit'
  const isProbed = (cell: { dataset: Dataset; market: Market }): boolean =>
    'dataset' in probe && cell.dataset === probe.dataset && cell.market === probe.market
  const known = (cell: { dataset: Dataset; market: Market }): DoctorCell => ({
    ...cell,
    readable: readable(first.reason),
    reason: first.reason,
  })
  if (useless || !(full || dailyCalls(provider) >= GENEROUS_DAILY_CALLS))
    return {
      ...examined,
      cells: all.map((cell) =>
        isProbed(cell) || useless
          ? { ...known(cell), ...(!isProbed(cell) && { readable: 'unknown' as const }) }
          : { ...cell, readable: 'not_asked', reason: 'small_allowance' },
      ),
      bulk: bulkUnasked(
        provider,
        useless
          ? { readable: 'unknown', reason: first.reason }
          : { readable: 'not_asked', reason: 'small_allowance' },
      ),
    }
  const cells: DoctorCell[] = []
  // One call after the other, because rate limits punish bursts.
  for (const cell of all) {
    if (isProbed(cell)) cells.push(known(cell))
    else if (await deps.allow(provider, provider.datasets[cell.dataset]?.calls ?? 1)) {
      const { reason } = await timed(provider, { ...cell, symbol: SAMPLES[cell.market] }, deps)
      cells.push({ ...cell, readable: readable(reason), reason })
    } else cells.push({ ...cell, readable: 'not_asked', reason: 'budget' })
  }
  const bulk: BulkState[] = []
  for (const cell of bulkCellsOf(provider)) {
    const isProbe = 'kind' in probe && cell.kind === probe.kind && cell.market === probe.market
    if (!isProbe && !(await deps.allow(provider, 1))) {
      bulk.push({ ...cell, readable: 'not_asked', reason: 'budget' })
      continue
    }
    const { reason } = isProbe ? first : await timed(provider, cell, deps)
    bulk.push({ ...cell, readable: readable(reason), reason })
  }
  return { ...examined, cells, bulk }
}

const offline = async (provider: Provider, deps: DoctorDeps): Promise<Examined> => ({
  provider: provider.id,
  name: provider.name,
  reachable:
    provider.budget.length === 0 ? true : provider.key && !deps.hasKey(provider) ? null : false,
  key: provider.key ? (deps.hasKey(provider) ? 'unknown' : 'missing') : 'not_needed',
  latency_ms: null,
  last_error: await deps.lastError(provider),
  cells: cellsOf(provider).map((cell) => ({
    ...cell,
    readable: provider.budget.length === 0 ? 'yes' : 'not_asked',
    reason: provider.budget.length === 0 ? null : 'offline',
  })),
  bulk: bulkUnasked(provider, { readable: 'not_asked', reason: 'offline' }),
})

export const examine = async (
  deps: DoctorDeps,
  options: { full: boolean },
): Promise<DoctorReport> => {
  const began = performance.now()
  const checked_at = new Date().toISOString()
  const online = await isOnline(deps)
  const providers = await Promise.all(
    deps.providers.map((provider) =>
      online ? examineOne(provider, options.full, deps) : offline(provider, deps),
    ),
  )
  return { online, checked_at, took_ms: Math.round(performance.now() - began), providers }
}
