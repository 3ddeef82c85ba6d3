/**
 * Institutions and funds that hold a company, and the fractions that insiders and institutions
 * hold. Pure.
 */
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderFigure } from '#shared/datasets/elements.ts'
import { quantity } from '#shared/units/quantity.ts'
import { fraction, money, shares } from '#shared/units/scale.ts'
import type { NewItem, ProviderResult } from '../../model/provider.ts'
import { decimalOfFloat } from './float.ts'
import type { Modules } from './modules.ts'
import type { YahooSubject } from './summary.ts'
import { pageOf } from './symbol.ts'

export const HOLDERS = ['institutionOwnership', 'fundOwnership', 'majorHoldersBreakdown'] as const

type YahooOwnership = NonNullable<Modules['institutionOwnership']>['ownershipList'][number]

/** Counted as holders are everywhere. */
const count = (text: string) => quantity(text, 'persons')

const FIELDS = [
  ['insiders_fraction', 'insidersPercentHeld', fraction],
  ['institutions_fraction', 'institutionsPercentHeld', fraction],
  ['institutions_float_fraction', 'institutionsFloatPercentHeld', fraction],
  ['institutions_count', 'institutionsCount', count],
] as const

/**
 * `pctHeld` is a fraction despite its name. Yahoo gives the change of a position as a fraction of
 * the position and not in shares, so `change` is null.
 */
const holderOf = (
  scope: 'institutions' | 'funds',
  row: YahooOwnership,
  rank: number,
  { currency }: YahooSubject,
): ItemOf<'holders'> => ({
  kind: 'holder',
  as_of: row.reportDate,
  scope,
  holder: row.organization,
  holder_kind: null,
  rank,
  shares: row.position === null ? null : shares(row.position, 'ones').value,
  fraction: row.pctHeld === null ? null : fraction(decimalOfFloat(row.pctHeld)).value,
  change: null,
  ...(row.value !== null && currency !== null
    ? { value: money(row.value, 'ones', currency).value, value_unit: currency }
    : { value: null, value_unit: null }),
})

/** The breakdown has no date, so it is as of the day of the call. */
export const holdersOf = (
  modules: Modules,
  about: YahooSubject,
): ProviderResult<NewItem<'holders'>[]> => {
  const common = { known_at: about.now, source_url: pageOf(about.yahoo, 'holders/'), source: 0 }
  const listed = (
    scope: 'institutions' | 'funds',
    rows: readonly YahooOwnership[] = [],
  ): NewItem<'holders'>[] =>
    rows.map((row, at) => ({
      ...common,
      key: `${scope} ${row.reportDate} ${row.organization}`,
      item: holderOf(scope, row, at + 1, about),
    }))
  const figures = FIELDS.flatMap(([concept, field, read]): ProviderFigure[] => {
    const value = modules.majorHoldersBreakdown?.[field] ?? null
    return value === null
      ? []
      : [
          {
            concept,
            ...read(decimalOfFloat(value)),
            provider_field: `majorHoldersBreakdown.${field}`,
          },
        ]
  })
  const breakdown: NewItem<'holders'>[] =
    figures.length > 0
      ? [{ ...common, key: 'breakdown', item: { kind: 'breakdown', as_of: about.today, figures } }]
      : []
  return {
    ok: true,
    data: [
      ...listed('institutions', modules.institutionOwnership?.ownershipList),
      ...listed('funds', modules.fundOwnership?.ownershipList),
      ...breakdown,
    ],
  }
}
