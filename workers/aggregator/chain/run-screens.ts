/**
 * Runs a screen: the snapshots of its markets, the columns that it reads, the engine over them, and
 * the exchange rates that it turns out to need. While a snapshot is being made, the progress is the
 * answer, and whoever called calls again.
 */
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { type Manifest, MAX_RATE_PAIRS, type RunAnswer } from '#shared/contracts/screens.ts'
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import type { Database } from '#shared/db/client.ts'
import { MAX_FEW } from '#shared/lengths.ts'
import type { Market } from '#shared/names.ts'
import type { FieldList } from '#shared/screen/fields.ts'
import { rateFor } from './exchange-rate.ts'
import type { ReadThroughDeps } from './read-through.ts'
import { recipeFor } from './recipe-for.ts'
import type { Env } from '../env.ts'
import { columnsToLoad, type RunResult, type RunWish, runOver } from '../screens/run/answer.ts'
import type { SaidNote } from '../screens/run/cells.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { loadTable } from '../screens/run/load-table.ts'
import { askedRates, type KnownRate } from '../screens/run/rates.ts'
import { type MakingProgress, snapshotOf } from '../screens/snapshot.ts'
import { asOfInstant } from '../time/as-of.ts'

/** Time in which one call begins slices of a snapshot, in ms. */
const SLICES_MS = 4_000

export interface ScreenDeps {
  env: Env
  db: Database
  config: ConfigSnapshot
  deps: ReadThroughDeps
}

export interface Making {
  progress: MakingProgress
}

/** The manifest of a market on a day (default: today, or the day of what is shipped). */
export const snapshotFor = (
  { env, db, config, deps }: ScreenDeps,
  market: Market,
  day: string | undefined,
  only_ready = false,
) =>
  snapshotOf(db, {
    market,
    day,
    recipe: recipeFor(env, market, config, deps),
    now: deps.now,
    until: deps.now().getTime() + SLICES_MS,
    only_ready,
  })

interface FoundManifests {
  manifests: Manifest[]
  notes: SaidNote[]
}

/** A market of which nothing is stored is left out, as long as another has something. */
const LEFT_OUT: ReadonlySet<string> = new Set(['market_empty', 'day_too_early'])

const manifestsOf = async (
  given: ScreenDeps,
  markets: readonly Market[],
  day: string | undefined,
): Promise<Result<FoundManifests | Making>> => {
  const manifests: Manifest[] = []
  const failures: { market: Market; failure: Extract<Result<never>, { ok: false }> }[] = []
  for (const market of markets) {
    const snapshot = await snapshotFor(given, market, day)
    if (!snapshot.ok) failures.push({ market, failure: snapshot })
    else if ('progress' in snapshot.data) return ok(snapshot.data)
    else manifests.push(snapshot.data.manifest)
  }
  const [first] = failures
  const serious = failures.find(({ failure }) => !LEFT_OUT.has(failure.reason))
  if (serious) return serious.failure
  if (manifests.length === 0)
    return first?.failure ?? fail('market_empty', 'No market was asked for.')
  return ok({
    manifests,
    notes: failures.map(({ market, failure }) => ({
      en: `${market} is left out: ${failure.detail}`,
      zh: `未包括 ${market}：${failure.detail}`,
    })),
  })
}

/** The rates of these pairs as of a day; one that no provider knows is left out. */
export const readRates = async (
  { db, config, deps }: ScreenDeps,
  market: Market,
  day: string | undefined,
  pairs: readonly { from: string; to: string }[],
): Promise<KnownRate[]> => {
  const known: KnownRate[] = []
  for (const { from, to } of pairs.slice(0, MAX_RATE_PAIRS)) {
    const asOf = asOfInstant(market, day, deps.now())
    const rate = await rateFor({ db, market, from, to, asOf, sources: config.data_sources }, deps)
    if (rate.ok) {
      const { rate: units, at, provider } = rate.data
      known.push({ from, to, rate: Number(units), day: at.slice(0, 10), provider })
    }
  }
  return known
}

const rateNotes = (rates: readonly KnownRate[]): SaidNote[] =>
  rates.map(({ from, to, rate, day, provider }) => ({
    en: `Amounts are compared at ${rate} ${to} for 1 ${from}, the rate of ${day} (${provider}).`,
    zh: `金额按 ${day} 的汇率 1 ${from} = ${rate} ${to}（${provider}）换算后比较。`,
  }))

const withNotes = (answer: RunAnswer, notes: readonly SaidNote[]): RunAnswer => ({
  ...answer,
  notes: [...notes, ...answer.notes].slice(0, MAX_FEW),
})

/**
 * Runs a screen as of `day`; when it is undefined, as of the newest day for which anything is
 * known.
 */
export const runScreens = async (
  given: ScreenDeps,
  wish: Omit<RunWish, 'day'> & { day: string | undefined },
  fields: FieldList = fieldsToRead(),
): Promise<Result<RunResult | Making>> => {
  const found = await manifestsOf(given, wish.markets, wish.day)
  if (!found.ok || 'progress' in found.data) return found as Result<Making>
  const { manifests, notes } = found.data
  const day =
    wish.day ??
    manifests
      .map(({ as_of }) => as_of)
      .sort()
      .at(-1) ??
    ''
  const run: RunWish = { ...wish, day, markets: manifests.map(({ market }) => market) }
  const table = await loadTable(given.db, manifests, columnsToLoad(run))
  if (!table.ok) return table
  const asked = askedRates([])
  const result = runOver(run, table.data(asked.rates), manifests, fields)
  const missing = asked.missing()
  const [market] = run.markets
  const rates = missing.length > 0 && market ? await readRates(given, market, day, missing) : []
  const final =
    rates.length > 0 ? runOver(run, table.data(askedRates(rates).rates), manifests, fields) : result
  return ok({ ...final, answer: withNotes(final.answer, [...notes, ...rateNotes(rates)]) })
}
