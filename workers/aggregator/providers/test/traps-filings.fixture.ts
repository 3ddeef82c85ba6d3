/** The traps of Tushare, Finnhub and the SEC, each with its test. Tests only. */
import type { Traps } from './trap.ts'

const T = 'providers/tushare/tushare.test.ts'
const T_REC = 'providers/tushare/recorded.test.ts'
const TRAPS = 'providers/test/reference-traps.test.ts'
const FLOWS = 'metrics/flows.test.ts'
export const tushare: Traps = {
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
const F_FILINGS = 'providers/finnhub/filings.test.ts'
export const finnhub: Traps = {
  '2 two dividend yields, peExclExtraAnnual, payout in percent': [
    F,
    'two dividend yields disagree and the current one is read; peExclExtraAnnual and percent payouts are not: NVDA',
  ],
  '2 M rows in both tables, only P and S are trades': [
    F,
    'insiders: only P and S outside the derivative table are trades in a market; an exercise stands in both tables',
  ],
  '2 foreign private issuers (#416)': [
    F_FILINGS,
    'a foreign private issuer has no filings here: empty, so that the next provider is asked',
  ],
  '2 no fourth quarter (#507), cash flow cumulative': [
    F,
    'quarterly cash flow is cumulative, the income statement is of the quarter: AAPL FY2025',
  ],
  '2 "N/A" (#268)': [F_FILINGS, 'a value of "N/A" is none'],
  '2 sections that are objects (#268)': [
    F_FILINGS,
    'a section of an old filing is an object without units: the currency is that of the other filings, or there is no figure',
  ],
  '2 concepts under the company’s own prefix': [
    F_FILINGS,
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
export const sec: Traps = {
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
    'ProfitLoss includes minorities: the parent’s net income is what is left without theirs',
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
