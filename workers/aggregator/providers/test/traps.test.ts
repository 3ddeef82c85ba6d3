/**
 * The traps of providers.md, each with the test that is named after it. The index cannot rot: a
 * title that no test file has is a failure, and so is one that stands there without being a test's.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const AGGREGATOR = join(import.meta.dirname, '../..')
type Traps = Readonly<Record<string, readonly [file: string, title: string]>>

const T = 'providers/tushare/tushare.test.ts'
const T_REC = 'providers/tushare/recorded.test.ts'
const TRAPS = 'providers/test/reference-traps.test.ts'
const FLOWS = 'metrics/flows.test.ts'
const tushare: Traps = {
  '1.3.1 duplicate rows of one end_date, report_type': [
    'providers/test/mappers.test.ts',
    'the last revision of a period comes last, what was known before it keeps its day; consolidated only',
  ],
  '1.3.2 cumulative values': [
    TRAPS,
    'income is cumulative: 0331, 0630 and 0930 count from the new year, and only 1231 is a year',
  ],
  '1.3.3 dates are of announcement here, of report there': [
    T,
    'mainland statements are asked for by day of announcement, consolidated alone',
  ],
  '1.3.4 comp_type of banks': [
    T_REC,
    'a bank (comp_type 2) has loans and deposits and no inventories; capex goes out',
  ],
  '1.3.5 daily, rt_k and index_dailybasic in other units': [
    T,
    'daily volume is in lots and turnover in thousands, rt_k has both plain, indices have plain values',
  ],
  '1.3.5 index_dailybasic in yuan and shares': [
    T_REC,
    'an index has values in yuan and counts in shares: index_dailybasic is not daily_basic',
  ],
  '1.3.6 n_income with minorities, EPS without': [
    T_REC,
    '600502 first quarter of 2025: n_income holds the minority, EPS belongs to n_income_attr_p',
  ],
  '1.3.7 twelve months': [
    FLOWS,
    'twelve months are the fiscal year plus this year to date less that of the year before',
  ],
  '1.3.8 mirrors': ['providers/test/error-forms.test.ts', 'Tushare mirrors, "Token无效"'],
  '1.1 daily_basic in ten thousands': [
    T,
    'daily_basic counts ten thousands: shares, values, and percents become fractions',
  ],
  '1.1 total_share in shares or ten thousands': [
    TRAPS,
    'total_share is in shares in balancesheet and in ten thousands in daily_basic',
  ],
  '1.1 weekly and monthly': [
    T_REC,
    'weekly and monthly tables count shares and yuan where daily counts lots and thousands',
  ],
  '1.1 stages of a dividend': [
    T_REC,
    'of the stages of a dividend only the one carried out counts, before tax',
  ],
  '1.1 forecast in ten thousands, express in yuan': [
    T_REC,
    'forecasts are in ten thousand yuan and percent, preliminary figures in yuan',
  ],
  '1.1 no currency in Hong Kong': [
    T,
    'the currency of Hong Kong statements is not in their rows: it comes from the indicators, and 营业额 is not revenue',
  ],
  '1.1 dividends with interest': [
    TRAPS,
    'c_pay_dist_dpcp_int_exp is dividends and interest together, and is no dividends paid',
  ],
  '1.2 one code for plan and limit': [
    T,
    'a limit and a table outside the plan share code 40203 and a first word: the limit is looked for first',
  ],
}

const F = 'providers/finnhub/finnhub.test.ts'
const finnhub: Traps = {
  '2 two dividend yields, peExclExtraAnnual, payout in percent': [
    F,
    'two dividend yields disagree and the current one is read; peExclExtraAnnual and percent payouts are not: NVDA',
  ],
  '2 M rows in both tables, only P and S are trades': [
    F,
    'insiders: only P and S outside the derivative table are trades in a market; an exercise stands in both tables',
  ],
  '2 foreign private issuers (#416)': [
    F,
    'a foreign private issuer has no filings here: empty, so that the next provider is asked',
  ],
  '2 no fourth quarter (#507), cash flow cumulative': [
    F,
    'quarterly cash flow is cumulative, the income statement is of the quarter: AAPL FY2025',
  ],
  '2 "N/A" (#268)': [F, 'a value of "N/A" is none'],
  '2 sections that are objects (#268)': [
    F,
    'a section of an old filing is an object without units: the currency is that of the other filings, or there is no figure',
  ],
  '2 concepts under the company’s own prefix': [
    F,
    "a concept under the company's own prefix is not the standard one",
  ],
  '2 zeros for an unknown symbol': [F, 'an unknown symbol is all zeros, {} or an empty metric'],
  '2 millions in profile2': [
    F,
    'profile2: the currency is of the statements, counts are in millions',
  ],
  '2 percent in metric, fractions in series': [
    F,
    'metric: percent becomes a fraction and millions dollars; year ends from the series',
  ],
  '2 neither volume nor currency in a quote': [
    F,
    'quote: epoch seconds, percent becomes a fraction, no volume and no name',
  ],
  '2 news of addresses and entities': [
    F,
    'news: entities and blank lines are resolved, a summary that is an address is none',
  ],
  '2 rounded month ends': [
    F,
    'estimates: quarters are fiscal and a rounded month end is no period end',
  ],
  '2 plain dollars in the calendar': [
    F,
    'the calendar gives revenue in plain dollars, unlike the millions of profile2 and metric: NVDA',
  ],
  '2 filings’ clock is Eastern': [F, 'filings: the documented example, US Eastern clock'],
  '2 paid endpoints': [
    TRAPS,
    'candles, price targets and standardised statements are paid and not asked for',
  ],
}

const S = 'providers/sec/sec.test.ts'
const S_FACTS = 'providers/sec/to-facts.test.ts'
const S_DATA = 'providers/sec/company-data.test.ts'
const S_FILINGS = 'providers/sec/filings.test.ts'
const REC = 'providers/shipped/recorded.test.ts'
const sec: Traps = {
  '3 User-Agent': [
    TRAPS,
    'a User-Agent that EDGAR refuses for good is no limit passed: %j is told before a call is made',
  ],
  '3 403 is the limit': [S, '403, its rate limit'],
  '3 404 in XML': [S_DATA, 'an unknown CIK is answered with XML and 404: not found'],
  '3 submissions in columns and older pages': [
    S_FILINGS,
    'an older page is read when `from` reaches into it, and no older one',
  ],
  '3 the form beside its xsl folder': [
    S_FILINGS,
    'are read from the XML beside the xsl folder; a page of the form is where a person reads it',
  ],
  '3 13F in thousands before 2023-01-03': [
    'providers/sec/thirteen-f.test.ts',
    'values are in dollars since the filings of 2023-01-03, in thousands before, whatever quarter is reported',
  ],
  '3.1.1 fy and fp of the filing': [
    TRAPS,
    'fy and fp are of the filing, not of the fact: the year before stands in the new filing under its own dates',
  ],
  '3.1.2 durations and drifting year ends': [
    TRAPS,
    'a year has 350 to 380 days and a quarter 80 to 100, and ends drift by days: 2023-09-30, 2024-09-28, 2025-09-27',
  ],
  '3.1.3 restated and original': [
    TRAPS,
    'of one period the first filed is as it was reported and the last filed is as restated; `frame` is not looked at',
  ],
  '3.1.4 cash flow year to date': [
    S_FACTS,
    'keeps year-to-date cash flows as filed and drops what is no reporting period',
  ],
  '3.1.4 a fourth quarter by subtraction': [
    'providers/test/regression-values.test.ts',
    'AAPL FY2025 CFO YTD path 29.935, 53.887, 81.754 bn: discrete Q2 23.952, Q3 27.867',
  ],
  '3.1.4 EPS of a fourth quarter': [
    FLOWS,
    'fourth-quarter EPS is refused where the share count has changed by more than 1%',
  ],
  '3.1.5 splits restate EPS': [
    REC,
    'NVIDIA: EPS of fiscal 2024 was 11.93 until the split was told, then 1.19',
  ],
  '3.1.6 shares on the cover': [
    S_DATA,
    'share counts are of the cover and of the balance sheet, each on its date',
  ],
  '3.1.6 no cover count for several classes': [
    S_DATA,
    'by class of share are not in companyfacts: empty, and the reason is said',
  ],
  '3.1.7 foreign filers': [
    S_FACTS,
    'a foreign filer keeps its own currency and standard; a convenience translation is dropped',
  ],
  '3.1.7 a CIK as text': [TRAPS, 'a CIK may come as text'],
  '3.2 a tag that was left': [S_FACTS, 'a series does not freeze where the company leaves a tag'],
  '3.2 NVDA not frozen at 2022': [REC, 'NVIDIA: revenue runs to the newest filing'],
  '3.2 AAPL’s switch of 2018': [
    REC,
    'Apple: cash flows stay cumulative as filed, and a tag switch leaves no gap',
  ],
  '3.2 no gross profit': [
    TRAPS,
    'gross profit is not filed by everybody: the adapter makes none up, for it follows from revenue and cost',
  ],
  '3.2 selling and administration apart': [
    TRAPS,
    'selling and administration filed apart are summed, and no sum is made where the whole is filed',
  ],
  '3.2 ProfitLoss includes minorities': [
    TRAPS,
    'ProfitLoss includes minorities and is no net income of the parent where there are any',
  ],
  '3.2 LongTermDebt is both parts': [
    S_FACTS,
    'LongTermDebt, which is the whole, loses its current part and is never counted twice',
  ],
  '3.2 no Liabilities': [S_FACTS, 'liabilities are total less equity where none are tagged'],
  '3.2 total equity': [
    S_FACTS,
    'the parent’s equity is not the total where there are minority owners',
  ],
  '3.2 capex by another tag': [
    TRAPS,
    'capex moves to PaymentsToAcquireProductiveAssets where a company has left the other tag',
  ],
  '3.2 banks': ['providers/sec/chains.test.ts', "a bank's own lines"],
  '15.8 acceptanceDateTime': [
    TRAPS,
    'acceptanceDateTime ends in Z and is Eastern at times: no clock is read, a filing is known at the end of its day',
  ],
}

const Y = 'providers/yahoo/yahoo.test.ts'
const Y_REC = 'providers/yahoo/recorded.test.ts'
const yahoo: Traps = {
  '4 chartPreviousClose': [Y, 'previous close is the last but one bar, never chartPreviousClose'],
  '4 null bars': [Y, 'a holiday or a bar not begun holds null, and is no day'],
  '4 noise of 32 bits': [Y, 'noise of 32-bit floats goes, digits that are there stay'],
  '4 the live bar': [Y, 'the live bar beside the own bar of a day is that day, once'],
  '4 split-adjusted, not for dividends': [
    Y,
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
    Y_REC,
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
    Y_REC,
    '%s is of an endpoint that is not asked, and is taken for nothing',
  ],
  '0.4 four digits in Hong Kong': [Y, '%s:%s is %s'],
}

const A = 'providers/alphavantage/alphavantage.test.ts'
const P = 'providers/fmp/fmp.test.ts'
const D = 'providers/twelvedata/twelvedata.test.ts'
const D_QUOTE = 'providers/twelvedata/quote.test.ts'
const keyed: Traps = {
  '5 errors in a 200': [
    A,
    'every error comes as HTTP 200: limits before the plan, and a bad key is auth',
  ],
  '5 the key is echoed': [
    'providers/alphavantage/client.test.ts',
    'the text of the daily limit echoes the key, which comes out redacted',
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
    'statements: 20 years and 81 quarters; None is no figure; capex and dividends become negative',
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
  '6 legacy endpoints': [P, 'a legacy endpoint is outside the plan'],
  '6 limit of five, US alone': [
    TRAPS,
    'a free key may ask for five periods and for US tickers: no more is asked for',
  ],
  '6 employees as text': [P, 'profile: employees are text, identifiers are kept'],
  '6 outflows are negative': [
    P,
    'capital expenditure, dividends and buybacks are negative in the answer and stay so',
  ],
  '6 a 0 for none': [
    P,
    'a 0 is a line the filing does not have: no goodwill, no interest, no minority interest',
  ],
  '6 dividendYieldPercentage': [P, 'dividendYieldPercentage is percent and is not read'],
  '6 percent in quotes': [
    P,
    'quote: percent becomes a fraction and epoch seconds UTC; nothing says the prices are of the whole tape',
  ],
  '6 news without a zone': [P, 'news: publishedDate has no zone and is US Eastern'],
  '6 filings without a zone': [
    P,
    'filings: EDGAR’s clock without a zone is US Eastern, the accession number is read from the address',
  ],
  '6 two kinds of adjusted bars': [
    P,
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

const E = 'providers/eastmoney/eastmoney.test.ts'
const E_A = 'providers/eastmoney/a-share.test.ts'
const E_ST = 'providers/eastmoney/statements.test.ts'
const E_Q = 'providers/eastmoney/quotes.test.ts'
const eastmoney: Traps = {
  '8.1 scaled without fltt': [
    E_Q,
    '00700 as recorded, without fltt: prices are integers of thousandths, ratios of hundredths',
  ],
  '8.1 fltt is asked for': [E_Q, 'every call asks for unscaled numbers'],
  '8.1 lots and shares': [
    E_Q,
    'volume in shares is told from lots by turnover; one that is neither is not given',
  ],
  '8.1 close before high': [E_Q, 'open, close, high, low in that order; A-share volume in lots'],
  '8.2 columns by name': [
    E_A,
    'every column is asked for by name, so that a renamed one is a loud failure',
  ],
  '8.2 a column that is not there': [E, 'a renamed column is named'],
  '8.2 9201 and 9501': [E, '9201 is nothing found, 9501 a wrong report name, as recorded'],
  '8.2 reports of banks, insurers, brokers': [
    E_A,
    'the reports of %s are those of a company of type %s',
  ],
  '8.2 no currency in _PC rows, cash flow only there': [
    E_ST,
    '00700 2024: currency and standard are the report context’s, and 004001001 is no revenue',
  ],
  '8.2 wrong columns': [
    E_ST,
    'outflows of either sign, debt and leases apart, a code read in its own statement',
  ],
  '8.2 MAININDICATOR says HKD of all': [
    E_ST,
    '03918: a reporter in dollars stays in dollars, and the indicators that say HKD of everything are not asked',
  ],
  '8.2 营业额 is no revenue': [
    E_ST,
    '00700 2024 with the line the trimmed recording lacks: revenue is 660.257, never 652.498 billion',
  ],
  '8.2 placeholder gross profit (01208)': [
    E_ST,
    'a gross profit that is the revenue again (01208) is a placeholder',
  ],
  '8.2 a code means another line elsewhere': [
    E_ST,
    'a bank has codes of its own; two forms of statement side by side give nothing',
  ],
  '8.2 cumulative in the mainland': [E_A, '688256: cumulative figures stay as filed'],
  '8.2 cumulative in Hong Kong, other year ends': [
    E_ST,
    'a fiscal year that ends in March, half a year in: cumulative from the year’s start',
  ],
  '8.2 A and H': [
    TRAPS,
    'a company listed in both is asked for by its own code: the A side has other accounts under the same ORG_CODE',
  ],
  '8.2 SHARE_CAPITAL': [E_A, '601899: SHARE_CAPITAL is par value and gives no count of shares'],
  '8.2 ISSUED_COMMON_SHARES': [
    TRAPS,
    'ISSUED_COMMON_SHARES of Hong Kong is today’s number in every year, and is not asked for',
  ],
  '8.2 percent in MAINFINADATA': [
    TRAPS,
    'ratios are asked of no report: MAINFINADATA’s percent and the bank’s empty XSMLL stay there',
  ],
  '8.2 US codes': [
    E_ST,
    'revenue is the whole, a year has 52 weeks, quarters start where the one before ends',
  ],
  '8.3 announcements at Beijing time': [E, 'an announcement is out on the evening before its date'],
  '8.3 JSONP with markup': [
    E,
    'news is plain text at Beijing time, sought by the Chinese name where it is known',
  ],
  '0.4 phantom codes': [E_A, 'a phantom code is not asked for'],
}

const SINA = 'providers/sina/sina.test.ts'
const TEN = 'providers/tencent/tencent.test.ts'
const CN = 'providers/cninfo/cninfo.test.ts'
const TIMES = 'providers/test/quote-times.test.ts'
const keyless: Traps = {
  '9 the referer': [SINA, 'without a referer the caller is refused'],
  '9 an empty line': [SINA, 'an unknown code is answered with an empty line'],
  '9 shares and yuan': [
    SINA,
    'A-share volume is in shares and turnover in yuan: 600519 on 2023-02-08; the referer is sent',
  ],
  '9 midday': [
    TIMES,
    'Sina at midday shows 11:30:00 with the book at zero: the price and volume of the morning stand',
  ],
  '9 Hong Kong’s layout': [
    SINA,
    'Hong Kong: turnover stands before volume, percent is a fraction, the clock is of Hong Kong',
  ],
  '9 cumulative, titles with groups': [
    SINA,
    'amounts are in yuan and cumulative; titles lose their numbering; three calls, as many reports as are wanted',
  ],
  '9 a title twice': [SINA, 'the first 净利润 is the statement’s, the second one of its notes'],
  '9 bars as traded': [SINA, 'are as traded, volume in shares, no more than are wanted'],
  '9 GBK': ['providers/http-client.test.ts', 'is decoded from the charset of the provider'],
  '10 lots and ten thousand yuan': [
    TEN,
    'A-share volume is in lots and turnover in ten thousand yuan: 600519 on 2026-04-02',
  ],
  '10 shares in Hong Kong': [
    TEN,
    'Hong Kong volume is in shares, and the free feed may be late: 00700 on 2026-08-07',
  ],
  '10 hundred millions': [TEN, 'market value in hundred millions is price times shares'],
  '10 Eastern time': [TEN, 'US times are Eastern: AAPL on 2026-08-07'],
  '10 close before high': [
    TRAPS,
    'closes stand before highs and lows in a bar: [date, open, close, high, low]',
  ],
  '10 day and qfqday': [
    TEN,
    'bars are open, close, high, low in that order; HK under `day`, A-shares under `qfqday`',
  ],
  '10 the guard of lots': [TEN, 'a main board line that has come to count shares'],
  '10 STAR in shares': [TEN, 'a STAR line in shares'],
  '11 the code alone': [
    CN,
    'are asked for with the id of the organisation, which is remembered; the title loses its markup',
  ],
  '11 random companies': [CN, 'a row of a random other company refuses the whole answer'],
  '11 ten thousands': [CN, 'statements are in ten thousand yuan and cumulative; EPS is in yuan'],
  '11 ten thousand shares': [
    CN,
    'holdings are in ten thousand shares and percent, the number of holders in persons',
  ],
}

const J = 'providers/jquants/jquants.test.ts'
const ED = 'providers/edinet/edinet.test.ts'
const HKEX = 'providers/hkexnews/hkexnews.test.ts'
const TD_NET = 'providers/tdnet/tdnet.test.ts'
const japan: Traps = {
  '12 forecast revisions': [J, 'a revised forecast is guidance, and no actual figure'],
  '12 corrections (1332)': [
    J,
    'Nissui 1332: a correction of the same period is merged field by field',
  ],
  '12 EPS and DivAnn as disclosed': [
    TRAPS,
    'EPS, BPS and DivAnn are of the shares of the day they were disclosed, and stay as they were',
  ],
  '12 text, "" for none': [TRAPS, 'all values are text, and "" is none'],
  '12 cumulative': [
    'providers/test/mappers.test.ts',
    'a nine-month row of the year in progress is labelled by the year it lies in',
  ],
  '12 OdP is not pretax': [J, 'ordinary profit is not profit before tax'],
  '12 shares less treasury': [
    J,
    'outstanding shares are the issued ones without the treasury’s; a correction names only what it corrects',
  ],
  '12 AdjFactor of that day': [
    J,
    'AdjFactor is the split on that day: 0.5 is two for one, 0.333333 three',
  ],
  '12 no trade, splits alone': [
    J,
    'a day without trade has no bar; adjusted prices know splits alone',
  ],
  '12 400 for dates, 403 for paths': [
    J,
    'dates outside the plan are 400, not 403, and an endpoint that is no more is not the plan',
  ],
  '12 a blank end': [J, 'the end of the covered span may be blank'],
  '12 twelve weeks late': [
    J,
    'a range that reaches out of the plan is cut to it, once, and the span is remembered',
  ],
  '12 pages': [J, 'pages are read until none is named'],
  '13 errors in a 200': [ED, 'come with HTTP 200, of the gate or of the API'],
  '13 by day only': [ED, 'filings: working days backwards, so many a call'],
  '13 nothing found is no claim': [
    ED,
    'nothing found in the days looked through is empty, not a claim that there is nothing',
  ],
  '13 withdrawn rows, Tokyo’s clock': [
    ED,
    'withdrawn rows are left out, times are Tokyo’s, the page needs no key',
  ],
  '13 amended reports': [ED, 'an amended report has no period'],
  '13 the tables': [
    ED,
    'the group’s figures over the years, with standard and dates from the document itself',
  ],
  '14 JSON inside JSON': [
    HKEX,
    'rows are JSON inside JSON, times are of Hong Kong, titles lose markup and entities',
  ],
  '14 ids of HKEX': [
    HKEX,
    'the id is of the security with the whole code, not of the first; it is remembered',
  ],
  '14 five characters of TDnet': [
    TD_NET,
    'a code whose fifth character is not 0 is of another paper',
  ],
  '14 Tokyo’s clock of TDnet': [
    TD_NET,
    'newest first, with TDnet’s own address, Tokyo’s clock and the kind of disclosure',
  ],
}

const FORMS = 'providers/test/error-forms.test.ts'
const across: Traps = {
  '0.3 order of the tests': [
    FORMS,
    'the same words in another order of tests would be another class: a limit that says upgrade, a second that names the day',
  ],
  '0.3 the key in the daily text': [
    FORMS,
    'Alpha Vantage’s daily text echoes the API key, which is redacted',
  ],
  '0.3 an unknown symbol of v7': [
    FORMS,
    'Yahoo’s quote of an unknown symbol is a 200 with result [], and no quote',
  ],
  '0.3 timeouts': [FORMS, 'silence is a timeout, for any provider'],
  '0.5 Tencent A': [TIMES, 'Tencent A, field 30 is yyyyMMddHHmmss in Beijing'],
  '0.5 Tencent HK': [
    TIMES,
    'Tencent HK, field 30 is yyyy/MM/dd HH:mm:ss in Hong Kong, and the free feed may be late',
  ],
  '0.5 Tencent US': [TIMES, 'Tencent US, field 30 is yyyy-MM-dd HH:mm:ss in New York'],
  '0.5 Sina A': [TIMES, 'Sina A, fields 30 and 31 are date and time in Beijing'],
  '0.5 Eastmoney': [TIMES, 'Eastmoney A, f86 is in epoch seconds'],
  '0.5 Yahoo': [TIMES, 'Yahoo, regularMarketTime is in epoch seconds'],
  '0.5 Yahoo’s delay': [
    TIMES,
    'Yahoo’s quote list says how late it is: exchangeDataDelayedBy of 0 is realtime, 15 is fifteen minutes, absent is not known',
  ],
  '0.5 Finnhub': [TIMES, 'Finnhub, t is in epoch seconds'],
  '0.5 Alpha Vantage': [TIMES, 'Alpha Vantage, a date alone is the close of that day'],
  '0.5 FMP': [TIMES, 'FMP, timestamp is in epoch seconds'],
  '0.5 Twelve Data': [TIMES, 'Twelve Data, the session of `datetime` and not `timestamp`'],
  '0.5 Tushare': [TIMES, 'Tushare rt_k, trade_time is Beijing’s'],
  '0.5 J-Quants': [
    TIMES,
    'daily alone, without a clock: Tushare’s trade_date and J-Quants’ Date are days of the market, at its end',
  ],
}

const texts = new Map<string, string>()
const textOf = (file: string): string => {
  const known = texts.get(file) ?? readFileSync(join(AGGREGATOR, file), 'utf8')
  texts.set(file, known)
  return known
}
/** The title as it stands in the source: first in a call or a row, or the name of a row. */
const isTitle = (file: string, title: string): boolean => {
  const quoted = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `\`${title}\``]
  return quoted.some((text) => {
    const at = textOf(file).indexOf(text)
    if (at < 0) return false
    const [before, after] = [
      textOf(file).slice(0, at).trimEnd(),
      textOf(file).slice(at + text.length),
    ]
    return /[([]$/.test(before) || /^: /.test(after)
  })
}

const ALL = { tushare, finnhub, sec, yahoo, keyed, eastmoney, keyless, japan, across }
describe.each(Object.entries(ALL))('%s', (_, traps) => {
  test.each(Object.entries(traps))('%s', (_trap, [file, title]) => {
    expect(file).toMatch(/\.test\.ts$/)
    expect([file, title, isTitle(file, title)]).toEqual([file, title, true])
  })
})

test('a title that is no test’s is found out', () => {
  expect(isTitle(TRAPS, 'a CIK may come as text')).toBe(true)
  expect(isTitle(TRAPS, 'a CIK may come as a song')).toBe(false)
  expect(isTitle(TRAPS, '0000000001')).toBe(false)
})
