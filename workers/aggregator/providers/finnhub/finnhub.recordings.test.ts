/** Checks that the figures of Apple in the fixture are those that EDGAR lists. */
import { expect, test } from 'vitest'
import { recordedText } from '../test/case.ts'
import { APPLE_2025, type ReportedFigure } from './apple-figures.fixture.ts'

const recorded = (
  JSON.parse(recordedText('sec/companyfacts_AAPL_CIK0000320193.json')) as {
    facts: { 'us-gaap': Record<string, { units: Record<string, ReportedFigure[]> }> }
  }
).facts['us-gaap']

test.each(Object.entries(APPLE_2025))('%s', (tag, { units }) => {
  for (const [unit, figures] of Object.entries(units)) {
    expect(figures.length).toBeGreaterThan(0)
    for (const figure of figures)
      expect(recorded[tag]?.units[unit]).toContainEqual(expect.objectContaining(figure))
  }
})
