/**
 * Maps the kept readings of one dataset of one instrument from one provider again, newest first,
 * compares what comes out with what is stored, and stores the difference when told to. One reading
 * is held at a time.
 */
import type { RemapChange, RemapGroup } from '#shared/contracts/raw-answers.ts'
import { DATASETS } from '#shared/datasets/registry.ts'
import type { Dataset, Market } from '#shared/names.ts'
import type { Database } from '#shared/db/client.ts'
import { isWhole } from '../items/times.ts'
import type { Provider } from '../model/provider.ts'
import {
  isBehind,
  type KeptReading,
  loadAnswer,
  loadReading,
  type ReadingGroup,
  readingsOf,
} from '../store/raw-readings.ts'
import { compareBars } from './compare-bars.ts'
import { compareFacts, goneFacts } from './compare-facts.ts'
import { compareItems, goneItems } from './compare-items.ts'
import type { Comparison, SettledKeys } from './comparison.ts'
import { mapAgain, type Mapped } from './map-again.ts'

export interface RemapDeps {
  db: Database
  providers: readonly Provider[]
  requestId: string
  now(): Date
  write: boolean
}

/** The largest number of changes of a group that are told one by one. */
const MOST_TOLD = 200

/**
 * Whether only the newest reading counts: a whole answer takes the place of all before it, and
 * adjusted bars come from one reading.
 */
const isReplaced = (dataset: Dataset): boolean =>
  dataset === 'bars' || (dataset !== 'statements' && isWhole(dataset))

const compare = (
  mapped: Mapped,
  group: ReadingGroup & { dataset: Dataset; market: Market },
  judged: SettledKeys,
  deps: RemapDeps,
): Promise<Comparison> => {
  if (mapped.of === 'facts') return compareFacts(deps.db, mapped, judged, deps.now())
  const given = { ...mapped, ...group, now: deps.now() }
  return group.dataset === 'bars'
    ? compareBars(deps.db, given)
    : compareItems(deps.db, given, judged)
}

const isDataset = (text: string): text is Dataset => DATASETS.some((dataset) => dataset === text)
const marketOf = (instrument: string, { question }: KeptReading): Market =>
  question.about === 'rate' ? question.market : (instrument.split(':')[0] as Market)

export const remapGroup = async (group: ReadingGroup, deps: RemapDeps): Promise<RemapGroup> => {
  const { db } = deps
  const changes: RemapChange[] = []
  const unmapped: RemapGroup['unmapped'] = []
  const judged: SettledKeys = { keys: new Set(), hashes: new Set(), since: null }
  let readings = 0
  let written = false
  const { dataset } = group
  const provider = deps.providers.find(({ id }) => id === group.provider)
  for (const [at, id] of (await readingsOf(db, group)).entries()) {
    const reading = await loadReading(db, id)
    if (!reading) continue
    const refuse = (reason: string, detail: string) =>
      unmapped.push({ asked_at: reading.askedAt.toISOString(), reason, detail })
    if (at === 0 && (await isBehind(db, group, reading.askedAt))) {
      refuse(
        'not_newest',
        'the newest answer was too large to be kept, or its reading was not kept',
      )
      break
    }
    if (!isDataset(dataset) || !provider?.datasets[dataset]) {
      refuse('not_offered', `today there is no ${dataset} of ${group.provider}`)
      break
    }
    const again = await mapAgain(
      dataset,
      provider,
      reading,
      (hash) => loadAnswer(db, hash),
      deps.requestId,
    )
    if (again.ok) {
      readings += 1
      const market = marketOf(group.instrument, reading)
      const comparison = await compare(again.data, { ...group, dataset, market }, judged, deps)
      changes.push(...comparison.changes)
      if (deps.write && comparison.changes.length > 0) {
        await comparison.store()
        written = true
      }
      for (const key of comparison.keys) judged.keys.add(key)
      for (const hash of again.data.hashes) judged.hashes.add(hash)
      judged.since = reading.askedAt
    } else refuse(again.reason, again.detail)
    if (isReplaced(dataset)) break
  }
  if (readings > 0 && isDataset(dataset) && !isReplaced(dataset))
    changes.push(
      ...(dataset === 'statements'
        ? await goneFacts(db, group, judged)
        : await goneItems(db, group, judged)),
    )
  const count = (kind: RemapChange['kind']) => changes.filter((one) => one.kind === kind).length
  return {
    ...group,
    readings,
    unmapped,
    added: count('added'),
    changed: count('changed'),
    gone: count('gone'),
    changes: changes.slice(0, MOST_TOLD),
    written,
  }
}
