/**
 * A figure has the same unit from every provider, so that code which shows or compares it need not
 * ask where it came from.
 */
import { describe, expect, test } from 'vitest'
import { CONCEPTS } from '#shared/concepts.ts'
import { parseUnit } from '#shared/units/unit.ts'
import { CANARY_KEY, caseContext } from './case.ts'
import { CASES } from './cases.ts'
import { play, providerOf } from './play.ts'
import type { NewFact, NewItem } from '../../model/provider.ts'

interface ConceptUnit {
  concept: string
  unit: string
}
/** Currencies are those of the company; the kind of the unit is the concept's. */
const kindOf = (unit: string): string => unit.replace(/^[A-Z]{3}(?=$|\/share$)/, 'money')

const figuresOf = async (): Promise<(ConceptUnit & { by: string })[]> => {
  const found: (ConceptUnit & { by: string })[] = []
  for (const given of CASES) {
    const played = await play(
      given,
      caseContext(given, { key: providerOf(given).key ? CANARY_KEY : null }).context,
    )
    if (!played.ok) throw new Error(played.detail)
    const by = `${given.provider} ${given.dataset} ${given.market}`
    if (given.dataset === 'statements')
      found.push(...(played.found as NewFact[]).map(({ concept, unit }) => ({ concept, unit, by })))
    for (const one of played.found as Partial<NewItem<'multiples'>>[])
      found.push(...(one.item?.figures ?? []).map(({ concept, unit }) => ({ concept, unit, by })))
  }
  return found
}

describe('units', async () => {
  const figures = await figuresOf()
  test.each([...new Set(figures.map(({ concept }) => concept))].sort())(
    '%s has one kind of unit',
    (concept) => {
      const kinds = Map.groupBy(
        figures.filter((figure) => figure.concept === concept),
        ({ unit }) => kindOf(unit),
      )
      expect(
        Object.fromEntries(
          [...kinds].map(([kind, all]) => [kind, [...new Set(all.map(({ by }) => by))]]),
        ),
      ).toEqual({
        [[...kinds.keys()][0] ?? '']: expect.anything(),
      })
      for (const { unit } of [...kinds.values()].flat()) expect(parseUnit(unit)).not.toBeNull()
    },
  )
  test('facts have the unit of their concept', () => {
    for (const { concept, unit, by } of figures)
      if (concept in CONCEPTS && by.includes('statements'))
        expect([by, concept, kindOf(unit)]).toEqual([
          by,
          concept,
          CONCEPTS[concept as keyof typeof CONCEPTS].unit,
        ])
  })
})
