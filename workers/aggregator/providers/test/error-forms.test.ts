/**
 * The forms in which providers tell an error: each is sent as an HTTP answer to its provider's own
 * adapter and must give the right class of failure.
 */
import { describe, expect, test } from 'vitest'
import type { Market, Dataset, ProviderId } from '#shared/names.ts'
import { type Answering, CANARY_KEY, caseContext, gbk, type ProviderCase } from './case.ts'
import { play, providerOf } from './play.ts'
import type { ProviderFailureReason } from '../../model/provider.ts'
import { SESSION } from '../yahoo/cases.fixture.ts'
import { yahoo } from '../yahoo/index.ts'

/** What is asked of each provider. */
const ASKED: Partial<Record<ProviderId, readonly [Dataset, Market, string]>> = {
  tushare: ['actions', 'CN', '600519.SH'],
  finnhub: ['quote', 'US', 'AAPL'],
  alphavantage: ['profile', 'US', 'IBM'],
  fmp: ['quote', 'US', 'AAPL'],
  twelvedata: ['quote', 'US', 'AAPL'],
  jquants: ['statements', 'JP', '7203'],
  edinet: ['filings', 'JP', '7203'],
  sec: ['profile', 'US', 'AAPL'],
  yahoo: ['quote', 'US', 'AAPL'],
  eastmoney: ['multiples', 'CN', '600519.SH'],
  sina: ['quote', 'CN', '600519.SH'],
  tencent: ['quote', 'CN', '600519.SH'],
}

interface Form {
  provider: ProviderId
  status?: number
  body: unknown
  /** In place of what is asked of the provider else. */
  asked?: readonly [Dataset, Market, string]
  headers?: Record<string, string>
  /** Calls answered otherwise before it. */
  before?: readonly Answering[]
  timeoutMs?: number
}

const answered = async ({
  provider,
  status = 200,
  body,
  headers,
  before = [],
  timeoutMs,
  ...form
}: Form) => {
  const [dataset, market, symbol] = form.asked ?? ASKED[provider] ?? ['profile', 'US', 'AAPL']
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const encode = provider === 'sina' || provider === 'tencent' ? gbk : undefined
  const whatever: Answering = {
    match: '',
    body: () => text,
    status,
    ...(headers && { headers }),
    ...(encode && { encode }),
  }
  const spoilt = { other_company: String, null_field: String, wrong_type: String, empty: String }
  const given: ProviderCase = {
    provider,
    dataset,
    market,
    symbol,
    proof: 'fake',
    evidence: [],
    answers: [...before, whatever],
    spoilt,
  }
  const { context, sent } = caseContext(given, {
    key: providerOf(given).key ? CANARY_KEY : null,
    ...(timeoutMs && { timeoutMs }),
  })
  return { played: await play(given, context), sent }
}

const tushare = (code: number, msg: string): Form => ({
  provider: 'tushare',
  body: { code, msg, data: null },
})
const av = (name: string, text: string): Form => ({
  provider: 'alphavantage',
  body: { [name]: text },
})
const fmp = (status: number, text: string): Form => ({
  provider: 'fmp',
  status,
  body: { 'Error Message': text },
})
const td = (code: number, message: string, status = 200): Form => ({
  provider: 'twelvedata',
  status,
  body: { code, message, status: 'error' },
})
const jq = (status: number, message: string): Form => ({
  provider: 'jquants',
  status,
  body: { message },
})
const REPORT = ['insiders', 'CN', '600519.SH'] as const
const em = (code: number, message: string): Form => ({
  provider: 'eastmoney',
  asked: REPORT,
  body: { success: false, code, message, result: null },
})
const TICKERS: Answering = {
  match: 'company_tickers',
  body: () => JSON.stringify({ 0: { cik_str: 320193, ticker: 'AAPL', title: 'Apple Inc.' } }),
}
const NO_SUCH_KEY =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>'
const TOO_FAST =
  '<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head></html>'
const DATES =
  'Your subscription covers the following dates: 2010-01-01 ~ 2012-01-01. If you want more data, please check other plans'
const PER_SECOND =
  'Thank you for using Alpha Vantage! Please consider spreading out your free API requests more sparingly (1 request per second). You may subscribe to any of the premium plans to lift the free key rate limit (25 requests per day)'
const PER_DAY = `We have detected your API key as ${CANARY_KEY} and our standard API rate limit is 25 requests per day. Please subscribe to any of the premium plans`
const unauthorized = {
  finance: { result: null, error: { code: 'Unauthorized', description: 'Invalid Crumb' } },
}

const FORMS: Partial<Record<ProviderFailureReason, Record<string, Form>>> = {
  auth: {
    'Tushare 40101': tushare(40101, '您的token不对，请确认。'),
    'Tushare 40001': tushare(40001, '您的token已失效'),
    'Tushare mirrors, "Token无效"': tushare(40001, 'Token无效，请联系管理员'),
    'Tushare mirrors, "Token无效" under a code of their own': tushare(
      -1,
      'Token无效，请联系管理员',
    ),
    'Finnhub 401': { provider: 'finnhub', status: 401, body: { error: 'Invalid API key' } },
    'Alpha Vantage "the parameter apikey is invalid or missing"': av(
      'Error Message',
      'the parameter apikey is invalid or missing. Please claim your free API key',
    ),
    'FMP 401': fmp(401, 'Invalid API KEY. Please retry or visit our documentation'),
    'Twelve Data code 401 in a 200': td(401, '**apikey** parameter is incorrect or not specified.'),
    'Twelve Data 401': td(401, '**apikey** parameter is incorrect or not specified.', 401),
    'J-Quants 401': jq(401, 'The api key is required'),
    'EDINET HTTP 200 with StatusCode 401': {
      provider: 'edinet',
      body: { StatusCode: 401, message: 'Access denied due to invalid subscription key.' },
    },
    'Yahoo 401 "Invalid Crumb"': {
      provider: 'yahoo',
      asked: ['multiples', 'US', 'AAPL'],
      status: 401,
      body: unauthorized,
      before: SESSION,
    },
  },
  plan: {
    'Tushare 40203 with 没有接口': tushare(
      40203,
      '抱歉，您没有接口(rt_k)访问权限，权限的具体详情访问：https://tushare.pro/document/1?doc_id=108。',
    ),
    'Finnhub 403': {
      provider: 'finnhub',
      status: 403,
      body: { error: "You don't have access to this resource." },
    },
    'FMP 402, plain text': {
      provider: 'fmp',
      status: 402,
      body: "Premium Query Parameter: This value set for 'symbol' is not available under your current subscription",
    },
    'FMP 403 "Legacy Endpoint"': fmp(
      403,
      'Legacy Endpoint : Due to Legacy endpoints being no longer supported',
    ),
    'Alpha Vantage "premium endpoint"': av(
      'Information',
      'Thank you for using Alpha Vantage! This is a premium endpoint. You may subscribe to any of the premium plans',
    ),
    'Twelve Data code 403': td(
      403,
      '/market_movers is available exclusively with pro or ultra plans',
    ),
    'J-Quants 403 "not available on your subscription"': jq(
      403,
      'This API is not available on your subscription',
    ),
    'J-Quants 400 "covers the following dates"': {
      ...jq(400, DATES),
      asked: ['bars', 'JP', '7203'],
    },
  },
  rate_limit: {
    'Tushare 40203 with 最多访问该接口': tushare(
      40203,
      '抱歉，您每分钟最多访问该接口800次，权限的具体详情访问：https://tushare.pro/document/1?doc_id=108。',
    ),
    'Finnhub 429': {
      provider: 'finnhub',
      status: 429,
      body: { error: 'API limit reached. Please try again later. Remaining Limit: 0' },
    },
    'Alpha Vantage per second, in a 200': av('Information', PER_SECOND),
    'Alpha Vantage per day, in a 200': av('Information', PER_DAY),
    'Alpha Vantage legacy Note': av(
      'Note',
      'Thank you for using Alpha Vantage! Our standard API call frequency is 5 calls per minute and 500 calls per day.',
    ),
    'FMP 429 "Limit Reach"': fmp(
      429,
      'Limit Reach . Please upgrade your plan or visit our documentation',
    ),
    'FMP 429 "Bandwidth Limit Reach"': fmp(
      429,
      'Bandwidth Limit Reach . Please upgrade your plan or visit our documentation',
    ),
    'Twelve Data code 429': td(
      429,
      'You have run out of API credits for the current minute. 10 API credits were used, with the current limit being 8.',
    ),
    'J-Quants 429': jq(429, 'Rate limit exceeded'),
    'SEC 403 "Request Rate Threshold Exceeded"': { provider: 'sec', status: 403, body: TOO_FAST },
    'SEC 429': { provider: 'sec', status: 429, body: TOO_FAST },
    'Yahoo 429, text': { provider: 'yahoo', status: 429, body: 'Too Many Requests\r\n' },
  },
  not_found: {
    'Yahoo chart 404': {
      provider: 'yahoo',
      status: 404,
      body: {
        chart: {
          result: null,
          error: { code: 'Not Found', description: 'No data found, symbol may be delisted' },
        },
      },
    },
    'Finnhub quote, all zeros with t 0': {
      provider: 'finnhub',
      body: { c: 0, d: null, dp: null, h: 0, l: 0, o: 0, pc: 0, t: 0 },
    },
    'Finnhub profile2 {}': { provider: 'finnhub', asked: ['profile', 'US', 'NOPE'], body: {} },
    'SEC 404, XML NoSuchKey': {
      provider: 'sec',
      status: 404,
      body: NO_SUCH_KEY,
      before: [TICKERS],
    },
    'FMP []': { provider: 'fmp', body: [] },
    'Alpha Vantage {}': { provider: 'alphavantage', body: {} },
    'Twelve Data code 400 "not found"': td(
      400,
      '**symbol** not found: INVALID. Please specify it correctly according to API Documentation.',
    ),
    'Twelve Data code 404': td(404, '**symbol** or **figi** parameter is missing or invalid.'),
    'Sina =""': { provider: 'sina', body: 'var hq_str_sh600519="";\n' },
    'Tencent v_pv_none_match': { provider: 'tencent', body: 'v_pv_none_match="1";\n' },
    'Eastmoney data:null': { provider: 'eastmoney', body: { rc: 102, data: null } },
  },
  empty: {
    'Tushare items []': {
      provider: 'tushare',
      body: { code: 0, msg: '', data: { fields: ['ts_code'], items: [], has_more: false } },
    },
    'Eastmoney 9201': em(9201, '返回数据为空'),
    'J-Quants data []': { provider: 'jquants', body: { data: [] } },
  },
  bad_request: {
    'Tushare -2001': tushare(-2001, '参数校验失败'),
    'Tushare 参数 under another code': tushare(50001, '必填参数,缺失ts_code'),
    'Eastmoney 9501, a report that is not there': em(9501, '报表配置不存在'),
    'Eastmoney 返回字段不存在, a column that is not there': em(
      9501,
      'TOTAL_OPERATE_INCOME返回字段不存在',
    ),
    'Yahoo 422, minutes older than 60 days': {
      provider: 'yahoo',
      status: 422,
      body: {
        chart: {
          result: null,
          error: {
            code: 'Unprocessable Entity',
            description: '5m data not available for startTime=1',
          },
        },
      },
    },
  },
  transient: {
    'Finnhub 500': { provider: 'finnhub', status: 500, body: 'Internal Server Error' },
    'Eastmoney 502 of push2': {
      provider: 'eastmoney',
      status: 502,
      body: '<html><title>502 Bad Gateway</title></html>',
    },
    'Tushare 503': { provider: 'tushare', status: 503, body: '' },
    'FMP, HTML instead of JSON': {
      provider: 'fmp',
      body: '<!DOCTYPE html><html><body>maintenance</body></html>',
    },
    'Yahoo, HTML instead of JSON': {
      provider: 'yahoo',
      body: '<html><body>Will be right back</body></html>',
    },
  },
}

describe.each(Object.entries(FORMS) as [ProviderFailureReason, Record<string, Form>][])(
  '%s',
  (reason, forms) => {
    test.each(Object.entries(forms))('%s', async (_, form) => {
      const { played } = await answered(form)
      expect(played.ok ? 'served' : played.reason).toBe(reason)
      expect(played.ok || played.detail).toContain(form.provider)
      expect(JSON.stringify(played)).not.toContain(JSON.stringify(CANARY_KEY).slice(1, -1))
    })
  },
)

describe('what goes with a class', () => {
  test('Tushare’s limit says in words when to come back, Twelve Data’s minute and Alpha Vantage’s second do too', async () => {
    const retry = async (form: Form) =>
      (await answered(form)).played as { retry_after_seconds?: number }
    const { rate_limit: limits = {} } = FORMS
    expect(await retry(limits['Tushare 40203 with 最多访问该接口'] as Form)).toMatchObject({
      retry_after_seconds: 60,
    })
    expect(await retry(tushare(40203, '抱歉，您每小时最多访问该接口1次'))).toMatchObject({
      retry_after_seconds: 3600,
    })
    expect(await retry(limits['Twelve Data code 429'] as Form)).toMatchObject({
      retry_after_seconds: 60,
    })
    expect(await retry(limits['Alpha Vantage per second, in a 200'] as Form)).toMatchObject({
      retry_after_seconds: 1,
    })
    expect(
      await retry({ ...jq(429, 'Rate limit exceeded'), headers: { 'retry-after': '30' } }),
    ).toMatchObject({ retry_after_seconds: 30 })
  })
  test('the same words in another order of tests would be another class: a limit that says upgrade, a second that names the day', async () => {
    for (const status of [200, 429])
      expect(
        (await answered(fmp(status, 'Limit Reach . Please upgrade your plan'))).played,
      ).toMatchObject({ reason: 'rate_limit' })
    expect((await answered(fmp(200, 'Please upgrade your plan'))).played).toMatchObject({
      reason: 'plan',
    })
    expect((await answered(av('Information', PER_DAY))).played).not.toHaveProperty(
      'retry_after_seconds',
    )
  })
  test('Alpha Vantage’s daily text echoes the API key, and is not quoted', async () => {
    const { played } = await answered(av('Information', PER_DAY))
    expect(played).toMatchObject({ detail: expect.stringContaining('not quoted') })
    expect(JSON.stringify(played)).not.toContain('API key as')
  })
  test('a crumb that was just made and is refused is not made again', async () => {
    const { sent } = await answered(FORMS.auth?.['Yahoo 401 "Invalid Crumb"'] as Form)
    // Cookie, crumb and the question; a remembered crumb would have been tried before
    // (yahoo.test.ts).
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/',
      '/v1/test/getcrumb',
      '/v10/finance/quoteSummary/AAPL',
    ])
  })
  test('Yahoo’s quote of an unknown symbol is a 200 with result [], and no quote', async () => {
    const { context } = caseContext({
      answers: [
        ...SESSION,
        { match: '/v7/', body: () => '{"quoteResponse":{"result":[],"error":null}}' },
      ],
    })
    expect(await yahoo.datasets.quote?.batch?.fetch('US', ['NOPE'], context)).toEqual({
      ok: true,
      data: new Map(),
    })
  })
  test('silence is a timeout, for any provider', async () => {
    const { context } = caseContext(
      { answers: [{ match: '', body: () => '{}' }] },
      { timeoutMs: 20, spoil: () => new Promise<Response>(() => {}) },
    )
    const given = {
      provider: 'finnhub',
      dataset: 'quote',
      market: 'US',
      symbol: 'AAPL',
      proof: 'fake',
      evidence: [],
      answers: [],
    } as const
    const spoilt = { other_company: String, null_field: String, wrong_type: String, empty: String }
    expect(await play({ ...given, spoilt }, context)).toMatchObject({
      ok: false,
      reason: 'timeout',
    })
  })
})
