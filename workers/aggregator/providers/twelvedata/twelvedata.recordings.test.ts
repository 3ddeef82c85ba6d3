/** How many rows are read from the full recorded answers of Twelve Data. */
import { expect, test } from 'vitest'
import { recordedText } from '../test/case.ts'
import { readSplitRows } from './series.ts'

test('the calendar of splits has 100', () => {
  const rows = readSplitRows(JSON.parse(recordedText('twelvedata/fixtures/splits_calendar.json')))
  expect(rows.ok && rows.data).toHaveLength(100)
})
