/**
 * The traps of the providers of China (except Tushare), Hong Kong and Japan, and those that all
 * providers share, each with its test. Tests only.
 */
import type { Traps } from './trap.ts'

const TRAPS = 'providers/test/reference-traps.test.ts'
const E = 'providers/eastmoney/eastmoney.test.ts'
const E_A = 'providers/eastmoney/a-share.test.ts'
const E_ST = 'providers/eastmoney/statements.test.ts'
const E_Q = 'providers/eastmoney/quotes.test.ts'
export const eastmoney: Traps = {
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
export const keyless: Traps = {
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
export const japan: Traps = {
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
export const across: Traps = {
  '0.3 order of the tests': [
    FORMS,
    'the same words in another order of tests would be another class: a limit that says upgrade, a second that names the day',
  ],
  '0.3 the key in the daily text': [
    FORMS,
    'Alpha Vantage’s daily text echoes the API key, and is not quoted',
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
