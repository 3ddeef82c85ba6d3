/** Collects the exhibit `holders`: the largest holders and how the shares are divided. */
import type { ExhibitOf } from '#shared/contracts/exhibits.ts'
import { ok } from '#shared/contracts/problem.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { BREAKDOWN_TERMS, MOST_HOLDERS } from '#shared/exhibits/terms/holders.ts'
import { Rows } from '#shared/valuation/rows.ts'
import type { ExhibitCollector } from './collector.ts'
import { foreignName, originOf, questionOf, type StoredRecord } from './records.ts'

type StoredHolder = ItemOf<'holders'>
type HolderRecord = StoredRecord<'holders'>
type NamedHolder = HolderRecord & { item: Extract<StoredHolder, { kind: 'holder' }> }

/** Which list is shown where there are several: the widest first. */
const SCOPES = ['total', 'float', 'institutions', 'funds'] as const

/** The newest list of the widest scope that there is, the largest holder first. */
const listOf = (records: readonly HolderRecord[]): NamedHolder[] => {
  const named = records.filter((r): r is NamedHolder => r.item.kind === 'holder')
  for (const scope of SCOPES) {
    const list = named.filter(({ item }) => item.scope === scope)
    const newest = list
      .map(({ item }) => item.as_of)
      .toSorted()
      .at(-1)
    const [first] = list.filter(({ item }) => item.as_of === newest)
    if (!first) continue
    return list
      .filter(({ item, provider }) => item.as_of === newest && provider === first.provider)
      .toSorted((a, b) => Number(b.item.shares ?? 0) - Number(a.item.shares ?? 0))
  }
  return []
}

export const holdersExhibit = (
  instrument: string,
  as_of: string,
  records: readonly HolderRecord[],
): ExhibitOf<'holders'> => {
  const table = new Rows()
  const names: ExhibitOf<'holders'>['holders'] = []
  const list = listOf(records)
  const parts: string[] = []
  let sum = 0
  for (const record of list) {
    const { item } = record
    const name = foreignName(item.holder)
    if (name === null || names.length >= MOST_HOLDERS) continue
    const place = names.length + 1
    names.push({ place, name, kind: foreignName(item.holder_kind) })
    const add = (what: 'fraction' | 'shares' | 'change', value: string | null, unit: string) =>
      value === null
        ? null
        : table.stated(
            { name: `holder_${place}_${what}`, period: item.as_of, end: item.as_of, value, unit },
            originOf(record, `${what} of holder ${place}`, item.as_of),
          )
    const fraction = add('fraction', item.fraction, 'ratio')
    add('shares', item.shares, 'shares')
    add('change', item.change, 'shares')
    if (fraction === null) continue
    parts.push(fraction)
    sum += Number(item.fraction)
  }
  const [first] = list
  if (first && parts.length > 1 && parts.length === names.length)
    table.computed(
      {
        name: 'top_holders_fraction',
        period: first.item.as_of,
        end: first.item.as_of,
        unit: 'ratio',
        value: sum,
      },
      parts,
    )
  const seen = new Set<string>()
  for (const record of records.toSorted((a, b) => b.item.as_of.localeCompare(a.item.as_of))) {
    if (record.item.kind !== 'breakdown') continue
    for (const { concept, value, unit, provider_field } of record.item.figures) {
      if (!(concept in BREAKDOWN_TERMS) || seen.has(concept)) continue
      seen.add(concept)
      const day = record.item.as_of
      table.stated(
        {
          name: concept,
          period: day,
          end: day,
          value,
          unit: unit === 'persons' ? 'count' : unit,
        },
        originOf(record, provider_field, day),
      )
    }
  }
  return {
    kind: 'holders',
    instrument,
    as_of,
    rows: table.rows,
    absences: table.absences,
    scope: first?.item.scope ?? null,
    holders: names,
  }
}

export const holders: ExhibitCollector<'holders'> = {
  step: 'holders',
  async collect({ subject, aggregator }) {
    const answer = await aggregator.call('getHolders', questionOf(subject))
    if (!answer.ok) return answer
    const { instrument, items } = answer.data
    return ok(holdersExhibit(instrument.id, subject.read_at, items))
  },
}
