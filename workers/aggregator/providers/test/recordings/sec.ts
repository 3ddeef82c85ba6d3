/** What EDGAR's adapter reads from each of its recorded answers. Tests only. */
import { expect } from 'vitest'
import { type Answering, recordedText } from '../case.ts'
import { readForm4 } from '../../sec/form4.ts'
import { companyFactsSchema } from '../../sec/raw.ts'
import { knownAs } from '../../sec/play.fixture.ts'
import { readInformationTable } from '../../sec/thirteen-f.ts'
import { toFacts } from '../../sec/to-facts.ts'
import { brief } from './brief.ts'
import { type CompanyDataset, inCase, readAs, refused, type Row, yields } from './table.ts'

const us = (dataset: CompanyDataset[0], symbol: string): CompanyDataset => [dataset, 'US', symbol]
const TICKERS = 'sec/company_tickers.json'
const submissions = (who: string, cik: string): string => `sec/submissions_${who}_CIK${cik}.json`
const answering = (match: string, file: string): Answering => ({
  match,
  body: () => recordedText(file),
})
const listed = answering('company_tickers.json', TICKERS)

const company = (
  symbol: string,
  cik: string,
  dataset: CompanyDataset[0],
  expected: readonly string[],
): Row =>
  yields(submissions(symbol, cik), us(dataset, symbol), expected, {
    answers: [answering('/submissions/', submissions(symbol, cik)), listed],
  })

/**
 * A person has submissions but no ticker: an answer that leads to a person is about someone else.
 */
const person = (who: string, cik: string): Row =>
  refused(
    submissions(who, cik),
    us('profile', 'AAPL'),
    'wrong_instrument',
    'a person is no company',
    {
      answers: [
        answering('/submissions/', submissions(who, cik)),
        {
          match: 'company_tickers.json',
          body: () =>
            JSON.stringify({ 0: { cik_str: Number(cik), ticker: 'AAPL', title: 'Apple Inc.' } }),
        },
      ],
      query: { known: knownAs('AAPL', cik) },
    },
  )

/** The company's submissions were not recorded, so its facts are read without them. */
const facts = (symbol: string, cik: string, expected: readonly string[]): Row =>
  readAs(
    `sec/companyfacts_${symbol}_CIK${cik}.json`,
    'figures of the filings, in their own currency',
    (text) => {
      const read = toFacts({
        companyFacts: companyFactsSchema.parse(JSON.parse(text)),
        documents: new Map(),
        fiscalYearEnd: null,
      })
      expect(read.ok && brief('statements', read.data)).toEqual(
        expect.arrayContaining([...expected]),
      )
    },
  )

const form = (file: string, because: string, expected: readonly string[]): Row =>
  readAs(`sec/ownership/${file}`, because, (text) => {
    const read = readForm4(text)
    if (!read.ok) throw new Error(read.field)
    expect(
      read.data.lines.map(
        ({ item }) =>
          `${item.traded_on} ${item.action} ${item.shares} at ${item.price} ${item.price_unit}`,
      ),
    ).toEqual(expected)
  })

const table = (file: string, because: string, holdings: number | null): Row =>
  readAs(`sec/ownership/${file}`, because, (text) => {
    const read = readInformationTable(text, '2023-03-23')
    expect(read.ok ? read.data.length : null).toBe(holdings)
    if (read.ok)
      expect(read.data[0]).toMatchObject({ issuer: '3M CO', value: '409469', shares: '2334' })
  })

export const secRows: readonly Row[] = [
  inCase(TICKERS, 'instrument', 'US', ['US:AAPL Apple Inc.']),
  inCase('sec/companyfacts_AAPL_CIK0000320193.json', 'statements', 'US', [
    'revenue FY2025 416161000000 USD',
    'eps_diluted FY2025 7.46 USD/share',
    'total_assets @2025-09-27 359241000000 USD',
    'stock_split_ratio @2020-08-28 4 x',
  ]),
  inCase('sec/companyfacts_AAPL_CIK0000320193.json', 'shares', 'US', [
    '2026-01-16 shares_outstanding 14681140000 shares',
  ]),
  facts('MRVL', '0001835632', ['shares_outstanding @2026-05-21 874800000 shares']),
  facts('NVDA', '0001045810', [
    'eps_diluted FY2024 11.93 USD/share',
    'eps_diluted FY2024 1.19 USD/share',
    'shares_outstanding @2026-05-15 24200000000 shares',
  ]),
  company('AAPL', '0000320193', 'profile', ['until 2007-01-04: APPLE COMPUTER INC']),
  company('AAPL', '0000320193', 'filings', ['2026-01-30 10-Q 0000320193-26-000006']),
  company('MSFT', '0000789019', 'profile', [
    'MICROSOFT CORP; Nasdaq; Services-Prepackaged Software; null persons; ; books null; 06-30',
  ]),
  company('NVDA', '0001045810', 'profile', [
    'NVIDIA CORP; Nasdaq; Semiconductors & Related Devices; null persons; ; books null; 01-31',
  ]),
  person('BUFFETT-person', '0000315090'),
  person('HASTINGS-person', '0001033331'),
  refused(
    'sec/error_404_submissions_bad_cik.xml',
    us('filings', 'AAPL'),
    'not_found',
    'an unknown CIK',
    {
      answers: [
        {
          match: '/submissions/',
          body: () => recordedText('sec/error_404_submissions_bad_cik.xml'),
          status: 404,
        },
        listed,
      ],
    },
  ),
  inCase('sec/ownership/form4.snow.xml', 'insiders', 'US', [
    '2022-12-13 Scarpelli Michael exercise 200000 shares at 8.88 USD/share',
    '2022-12-13 Scarpelli Michael sell -73170 shares at 150.841 USD/share',
  ]),
  form('374WaterForm4.xml', 'a form by itself: the company’s list of filings was not recorded', [
    '2025-04-30 award 757756 at 0 USD/share',
    '2025-04-30 award 757576 at 0 USD/share',
  ]),
  form('form3.snow.nonderiv.xml', 'a form 3 tells of holdings and of no transaction', []),
  table(
    '13F-HR.infotable.xml',
    'what one manager holds, in dollars: no dataset asks for a portfolio, a company’s holders come from schedules 13D and 13G',
    255,
  ),
  table('form.13FHR.xml', 'the page that EDGAR makes of a table is no table', null),
  table('metlife.13F-HR.primarydoc.xml', 'the cover of a 13F is no table', null),
]
