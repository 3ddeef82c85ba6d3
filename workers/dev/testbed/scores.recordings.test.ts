import { join } from 'node:path'
import { expect, test } from 'vitest'
import filed from '../../aggregator/metrics/formulas/scores/filed-2009.fixture.json' with {
  type: 'json',
}
import { ROOT } from '../paths.ts'
import { filersOf } from './filers.ts'
import { mapFiler } from './mapped.ts'

const DATA_SETS = join(ROOT, '..', 'shared', 'bulk', 'sec-financial-statement-data-sets')
const TIMEOUT_MS = 120_000

test(
  'read and mapped as the product does, the hand-worked companies have the same signals',
  async () => {
    const filers = await filersOf(DATA_SETS, 2009)
    const worked = filed.companies.map(({ name, accession, signals, f_score }) => {
      const filer = filers.find(({ report }) => report.accn === accession)
      if (!filer) throw new Error(`no filing of ${name}`)
      const { derived } = mapFiler(filer)
      const read = (id: string) =>
        Number(derived.find((one) => one.name === id && one.period.startsWith('FY2009'))?.value)
      return {
        name,
        read: [...Object.keys(signals), 'f_score'].map((id) => [id, read(id)]),
        byHand: [...Object.entries(signals).map(([id, { is }]) => [id, is]), ['f_score', f_score]],
      }
    })
    for (const { name, read, byHand } of worked) expect([name, read]).toEqual([name, byHand])
  },
  TIMEOUT_MS,
)
