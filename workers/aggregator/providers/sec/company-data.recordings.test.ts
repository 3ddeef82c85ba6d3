/** Checks that only whole lists of filings allow. */
import { expect, it } from 'vitest'
import { recordedText } from '../test/case.ts'
import { served } from './play.fixture.ts'

it.each([
  ['MSFT', '0000789019'],
  ['NVDA', '0001045810'],
])('more than 150 filings of %s stand on the first page', async (symbol, cik) => {
  const { items } = await served(
    'filings',
    symbol,
    [
      {
        match: `submissions/CIK${cik}.json`,
        body: () => recordedText(`sec/submissions_${symbol}_CIK${cik}.json`),
      },
      {
        match: 'company_tickers.json',
        body: () => recordedText('sec/company_tickers.json'),
      },
    ],
    { from: '2019-12-01', limit: 5_000 },
  )
  expect(items.length).toBeGreaterThan(150)
})
