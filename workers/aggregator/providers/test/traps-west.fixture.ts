/** The traps of Yahoo and of the Western providers with keys, each with its test. Tests only. */
import type { Traps } from './trap.ts'

const TRAPS = 'providers/test/reference-traps.test.ts'
const Y = 'providers/yahoo/yahoo.test.ts'
const Y_PRICES = 'providers/yahoo/prices.test.ts'
const Y_REC = 'providers/yahoo/recorded.test.ts'
const Y_COMPANY = 'providers/yahoo/recorded-company.test.ts'
export const yahoo: Traps = {
  '4 chartPreviousClose': [
    Y_PRICES,
    'previous close is the last but one bar, never chartPreviousClose',
  ],
  '4 null bars': [Y_PRICES, 'a holiday or a bar not begun holds null, and is no day'],
  '4 noise of 32 bits': [Y_PRICES, 'noise of 32-bit floats goes, digits that are there stay'],
  '4 the live bar': [Y_PRICES, 'the live bar beside the own bar of a day is that day, once'],
  '4 split-adjusted, not for dividends': [
    Y_PRICES,
    'open to close are divided by splits and not by dividends; as traded they are times 3 before 3:1, and volumes a third',
  ],
  '4 order of keys': [
    TRAPS,
    'the array of a series is found by the name in its meta and not by its place among the keys',
  ],
  '4 0 and absent types': [
    Y,
    'a 0 is no figure, an absent type has no array, another type of period is left alone',
  ],
  '4 month ends': [
    Y,
    'quarters are named within the fiscal year of the annual figures; ends are month ends',
  ],
  '4 BABA’s EPS in USD': [
    Y,
    'BABA and BEKE: EPS labelled USD is yuan, total and parent differ by the minorities',
  ],
  '4 shares of receipts': [
    Y,
    'a count of shares that is not of the kind of the average is left out: ordinary shares of a receipt',
  ],
  '4 outflows are negative': [
    Y,
    'outflows are negative here and there; the minorities’ share is taken from the total',
  ],
  '4 what is no crumb (#2441)': [Y, '%j is no crumb (%i): %s'],
  '4 an invalid crumb': [Y, 'an invalid crumb is made anew once, then it is auth'],
  '4 consent in the EU': [
    Y_COMPANY,
    '%s: where consent is asked for there is no crumb, and no more than that fails',
  ],
  '4 429 as text': [Y, 'too many requests are a rate limit wherever they are told'],
  '4 debtToEquity in percent': [
    Y,
    'debtToEquity of 145 percent and the other ratios of financialData are never given: they follow from the statements',
  ],
  '4 percent in v7': [
    Y_REC,
    '%s: changes are percent; a quote without its time, or in pence, is none',
  ],
  '4 BABA’s ratios': [
    Y,
    'ratios to the books of a company that reports in another currency than it is quoted in are left out',
  ],
  '4 pence': [Y, 'prices in pence are no market’s'],
  '4 empty statement modules': [
    Y_COMPANY,
    '%s is of an endpoint that is not asked, and is taken for nothing',
  ],
  '0.4 four digits in Hong Kong': [Y, '%s:%s is %s'],
}

const A = 'providers/alphavantage/alphavantage.test.ts'
const P = 'providers/fmp/fmp.test.ts'
const P_REC = 'providers/fmp/recorded.test.ts'
const D = 'providers/twelvedata/twelvedata.test.ts'
const D_QUOTE = 'providers/twelvedata/quote.test.ts'
export const keyed: Traps = {
  '5 errors in a 200': [
    A,
    'every error comes as HTTP 200: limits before the plan, and a bad key is auth',
  ],
  '5 the key is echoed': [
    'providers/alphavantage/client.test.ts',
    'the text of the daily limit echoes the key, and is not quoted',
  ],
  '5 one call a second': [
    'providers/alphavantage/client.test.ts',
    'the calls of one fetch are a second apart',
  ],
  '5 percent and fractions in OVERVIEW': [
    A,
    'PercentInsiders and PercentInstitutions are percent, DividendYield is a fraction',
  ],
  '5 FiscalYearEnd': [A, 'FiscalYearEnd is the name of a month'],
  '5 None, capex and dividends positive, no EPS': [
    A,
    'statements: each year and quarter; None is no figure; capex and dividends become negative',
  ],
  '5 quarters that are cumulative': [
    A,
    'quarters that do not add up to the year are kept and flagged: investing flows of 2023 are cumulative, depreciation of 2025 turns negative',
  ],
  '5 bars as traded': [A, 'daily bars are as traded, oldest first, in shares'],
  '5 "0.4259%"': [A, 'the quote is of the day before, and "0.4259%" a fraction'],
  '5 news in UTC': [A, 'news times are UTC, and articles are of the ticker'],
  '5 disposals': [
    A,
    'insiders: disposals are negative, units and rights are derivatives, and nothing is called an open market trade',
  ],
  '5 ADRs': [
    A,
    'ratios of price to statements are left out where the statements are in another currency (an ADR)',
  ],
  '5 coverage': [
    TRAPS,
    'fundamentals and quotes are of US listings: no other market is declared but for daily bars of Shanghai and Shenzhen',
  ],
  '6 legacy endpoints': [P_REC, 'a legacy endpoint is outside the plan'],
  '6 limit of five, US alone': [
    TRAPS,
    'a free key may ask for five periods and for US tickers: no more is asked for',
  ],
  '6 employees as text': [P_REC, 'profile: employees are text, identifiers are kept'],
  '6 outflows are negative': [
    P_REC,
    'capital expenditure, dividends and buybacks are negative in the answer and stay so',
  ],
  '6 a 0 for none': [
    P_REC,
    'a 0 is a line the filing does not have: no goodwill, no interest, no minority interest',
  ],
  '6 dividendYieldPercentage': [P_REC, 'dividendYieldPercentage is percent and is not read'],
  '6 percent in quotes': [
    P_REC,
    'quote: percent becomes a fraction and epoch seconds UTC; nothing says the prices are of the whole tape',
  ],
  '6 news without a zone': [P_REC, 'news: publishedDate has no zone and is US Eastern'],
  '6 filings without a zone': [
    P,
    'filings: EDGAR’s clock without a zone is US Eastern, the accession number is read from the address',
  ],
  '6 two kinds of adjusted bars': [
    P_REC,
    'bars: `full` is adjusted for splits alone, `dividend-adjusted` for dividends too',
  ],
  '6 errors in a 200': [
    P,
    'an "Error Message" with HTTP 200 is a failure: a bad key, a limit, or a bad request',
  ],
  '7 `year` is one too many': [
    D,
    'consolidated statements of Apple: `year` is one too many and is not read, outflows stay negative, FY2024 is as filed',
  ],
  '7 the other form of statements': [D, 'the form that is nested less is read too: Altimmune'],
  '7 percent in statistics, TSM': [
    D,
    'statistics of an ADR give no ratio of its price to its statements (P/S 0.36); total_debt_to_equity_mrq is percent',
  ],
  '7 timestamp of a closed day': [
    D_QUOTE,
    'the time of a closed market is the end of its session, not `timestamp` (1732305600 is 15:00 in New York)',
  ],
  '7 errors inside a batch': [
    D_QUOTE,
    'a batch is one call; an error for one symbol inside a 200, or a listing elsewhere, costs the others nothing',
  ],
  '7 errors without `status`': [
    D,
    'errors come with HTTP 200 or their own status, with or without `status`',
  ],
  '7 newest first, split-adjusted': [
    D,
    'bars are adjusted for splits and come oldest first, three years at most',
  ],
  '7 no news': [
    TRAPS,
    '/news is not there and market movers are outside the plan: neither is declared',
  ],
}
