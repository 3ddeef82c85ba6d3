/** A valuation as the rows of an exhibit: each value and each rate by its token. Pure. */
import { Rows } from './rows.ts'
import type { CostOfEquity } from './cost-of-equity.ts'
import type { GroupMultiples, MultipleBasis } from './methods.ts'
import type { Valuation } from './value-company.ts'

export const valuationRows = (
  { methods, range, implied, currency }: Valuation,
  cost: CostOfEquity,
  {
    day,
    price,
    peers,
  }: {
    day: string
    price: { value: number; token: string } | null
    peers: GroupMultiples | null
  },
): Pick<Rows, 'rows' | 'absences'> => {
  const rows = new Rows()
  const at = { period: day, end: day }
  const perShare = { ...at, unit: `${currency}/share` }
  const rate = { ...at, unit: 'ratio' }
  const rates = [
    rows.computed({ name: 'cost_of_equity', ...rate, value: cost.rate }, []),
    rows.computed({ name: 'terminal_growth', ...rate, value: cost.terminal_growth }, []),
  ]
  // The multiple of the peers stands beside the value that it gives.
  const group = (name: string, basis: MultipleBasis | null | undefined): void => {
    if (basis && methods.some((one) => one.inputs.includes(basis.token)))
      rows.computed({ name, ...at, unit: 'x', value: basis.multiple }, [basis.token])
  }
  group('peers_pe', peers?.pe)
  group('peers_pb', peers?.pb)
  for (const one of methods) {
    const name = `value_${one.id}`
    if (one.ok)
      rows.computed({ name, ...perShare, value: one.per_share }, [...one.inputs, ...rates])
    else rows.miss(name, day, one.reason)
  }
  if (implied.ok) {
    const from = [...implied.inputs, ...(price ? [price.token] : []), ...rates]
    rows.computed({ name: 'assumed_growth', ...rate, value: implied.assumed }, implied.inputs)
    rows.computed({ name: 'implied_growth', ...rate, value: implied.growth }, from)
  } else rows.miss('implied_growth', day, implied.reason)
  if (range) {
    const from = range.methods.map((id) => `value_${id}@${day}`)
    rows.computed({ name: 'value_low', ...perShare, value: range.low }, from)
    rows.computed({ name: 'value_middle', ...perShare, value: range.middle }, from)
    rows.computed({ name: 'value_high', ...perShare, value: range.high }, from)
    if (price)
      rows.computed(
        { name: 'price_to_value', ...at, unit: 'x', value: price.value / range.middle },
        [price.token, `value_middle@${day}`],
      )
  }
  return { rows: rows.rows, absences: rows.absences }
}
