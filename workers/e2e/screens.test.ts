/**
 * Selection over the running Workers and the shipped filings of 2009 and 2010: what was known on
 * three days, bad input, saved screens, the bytes of columns, the engine in this process over the
 * same columns, peers, and the translation of a sentence.
 */
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashOfBytes } from '#shared/book/bytes.ts'
import {
  fieldSchema,
  type Manifest,
  manifestSchema,
  peersAnswerSchema,
  type Preset,
  presetSchema,
  type RunAnswer,
  runAnswerSchema,
  type SavedScreen,
} from '#shared/contracts/screens.ts'
import { decodeColumn, decodeCompanies } from '#shared/screen/column-bytes.ts'
import { compileScreen, evaluateExpression } from '#shared/screen/evaluate.ts'
import type { Field } from '#shared/screen/fields.ts'
import { parseExpression, parseScreen } from '#shared/screen/parse.ts'
import type { Column } from '#shared/screen/table.ts'
import { columnKey, tableOf } from '#shared/screen/tables.ts'
import { type FakeGemini, startFakeGemini } from './fakes/gemini.ts'
import { type HttpAnswer, startSystem, type System } from './harness.ts'

const DAYS = ['2010-02-01', '2010-03-01', '2010-06-30'] as const
const [, , LAST_DAY] = DAYS
const MAKING_MS = 300_000

let system: System
let database: pg.Client
let gemini: FakeGemini

/** Calls until the columns of the day are made. */
const untilMade = async (call: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
  for (;;) {
    const answer = await call()
    if (answer.status !== 202) return answer
    expect(answer.body).toMatchObject({
      progress: { done: expect.any(Number), of: expect.any(Number) },
    })
    expect(answer.headers.get('retry-after')).toBe('1')
  }
}
const asked = (body: object): Promise<HttpAnswer> =>
  untilMade(() => system.post('/api/screens/run', body))
const run = async (text: string, more: object = {}): Promise<RunAnswer> => {
  const { status, body } = await asked({ text, markets: ['US'], as_of: LAST_DAY, ...more })
  expect([status, body]).toEqual([200, expect.anything()])
  return runAnswerSchema.parse(body)
}
const manifestOf = async (day: string): Promise<Manifest> => {
  const { body } = await untilMade(() => system.get(`/api/universe/US?as_of=${day}`))
  return manifestSchema.parse((body as { manifest: Manifest }).manifest)
}
const bytesOf = async (hash: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${system.url}/api/columns/${hash}`, { headers: { ...system.headers(), ...headers } })

beforeAll(async () => {
  gemini = await startFakeGemini()
  system = await startSystem({
    secrets: { analysis: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url } },
  })
  database = new pg.Client({ connectionString: system.database.url })
  await database.connect()
  for (const day of DAYS) await manifestOf(day)
}, MAKING_MS)
afterAll(async () => {
  await database?.end()
  await system?.stop()
  await gemini?.close()
})

describe('what was known on a day', () => {
  test('differs by the filings that were accepted between, and nothing later is in it', async () => {
    const known = new Map<string, Map<string, string | null>>()
    const there = new Map<string, Set<string>>()
    for (const day of DAYS) {
      const all = await run('has(revenue) or not has(revenue)', { as_of: day, limit: 10_000 })
      there.set(day, new Set(all.rows.map(({ instrument }) => instrument)))
      const { rows, total, as_of } = await run('has(revenue)', { as_of: day, limit: 10_000 })
      expect(as_of).toBe(day)
      expect(total.tested).toBe(total.passed + total.failed + total.not_testable)
      expect(rows).toHaveLength(total.passed)
      const cells = rows.map(({ instrument, cells: [cell] }) => [instrument, cell] as const)
      // The end of the day in New York is in the morning of the next one in UTC.
      for (const [, cell] of cells)
        expect(Date.parse(cell?.known_at ?? '')).toBeLessThan(
          Date.parse(`${day}T00:00:00Z`) + 108e6,
        )
      known.set(day, new Map(cells.map(([id, cell]) => [id, cell?.known_at ?? null])))
    }
    const [first, second, third] = DAYS.map((day) => known.get(day) ?? new Map<string, string>())
    expect(second?.size).toBeGreaterThan(first?.size ?? 0)
    expect(third?.size).toBeGreaterThan(second?.size ?? 0)
    // Of a company that was tested before, the figure is new. One may also be tested only since its
    // number of shares is known, and have filed its revenue before.
    const before = there.get(DAYS[1] ?? '')
    for (const [id, at] of third ?? [])
      if (!second?.has(id) && before?.has(id))
        expect([id, (at ?? '') > '2010-03-01']).toEqual([id, true])
    expect([...(third?.keys() ?? [])].filter((id) => !before?.has(id)).length).toBeGreaterThan(0)
  })

  test('is told with its sources and their days, and that it is recorded', async () => {
    const { sources, notes, as_of } = await run('roe >= 15%')
    expect(as_of).toBe(LAST_DAY)
    expect(sources).toContainEqual(expect.objectContaining({ kind: 'filings', recorded: true }))
    expect(sources).toContainEqual(expect.objectContaining({ kind: 'universe' }))
    expect(notes.length).toBeGreaterThan(0)
  })

  test('without a day is that of what is shipped', async () => {
    const { status, body } = await asked({ text: 'roe >= 15%' })
    expect(status).toBe(200)
    const { total, markets, as_of } = body as RunAnswer
    expect(markets).toEqual(['US'])
    expect(as_of.slice(0, 4)).toBe('2010')
    expect(total.passed).toBeGreaterThan(10)
  })
})

describe('a run', () => {
  const TEXT =
    'roe >= 15% and debt_to_equity < 0.5 and percentile(net_margin, industry) >= 50 order by rank(roe) + rank(net_margin) limit 40'
  const COLUMNS = ['roe', 'avg(roe, 2y)', 'revenue', 'revenue / total_assets']

  test('is the engine over the columns, in this process as in the Worker', async () => {
    const answer = await run(TEXT, { columns: COLUMNS, limit: 100 })
    const fields = ((await system.get('/api/screens/fields')).body as { fields: Field[] }).fields
    const manifest = await manifestOf(LAST_DAY)
    const parsed = parseScreen(TEXT, fields)
    if (!parsed.ok) throw new Error(parsed.problem.detail)
    const compiled = compileScreen(parsed.screen, fields)
    const expressions = answer.columns.map(({ text }) => {
      const expression = parseExpression(text, fields)
      if (!expression.ok) throw new Error(expression.problem.detail)
      return expression.expression
    })
    const columns = new Map<string, Column>()
    for (const { field, lag, hash } of manifest.columns)
      if (/^(roe|debt_to_equity|net_margin|revenue|total_assets)$/.test(field)) {
        const bytes = new Uint8Array(await (await bytesOf(hash)).arrayBuffer())
        columns.set(columnKey({ field, lag }), decodeColumn(bytes))
      }
    const list = await (await bytesOf(manifest.companies.hash)).arrayBuffer()
    const table = tableOf(decodeCompanies(new Uint8Array(list)), columns)
    const own = compiled.run(table)
    expect(answer.rows.map(({ instrument }) => instrument)).toEqual(
      [...own.rows].map((row) => table.companies.ids[row]),
    )
    expect(answer.rows.length).toBeGreaterThan(5)
    expect(answer.total).toEqual({ tested: own.tested, ...own.total })
    expect(answer.conditions.map(({ text: _, ...counts }) => counts)).toEqual(own.conditions)
    for (const [at, expression] of expressions.entries()) {
      const { values } = evaluateExpression(expression, table, fields)
      const shown = answer.rows.map(({ cells }) => cells[at]?.value ?? null)
      expect(shown).toEqual(
        [...own.rows].map((row) => (Number.isNaN(values[row]) ? null : values[row])),
      )
    }
  })

  test('of the tree is that of the text', async () => {
    const text = await run(TEXT)
    const tree = await asked({ screen: text.screen, markets: ['US'], as_of: LAST_DAY })
    expect(tree.body).toEqual(text)
  })

  test('tells the origin of its cells where asked, each input with its filing', async () => {
    const { rows } = await run('roe >= 15%', {
      columns: ['roe', 'revenue'],
      limit: 3,
      origins: true,
    })
    for (const { cells } of rows) {
      const [roe, revenue] = cells
      expect(roe?.origin?.formula).toBe('roe')
      expect(roe?.origin?.inputs.length).toBeGreaterThan(1)
      expect(revenue?.origin?.formula).toBeNull()
      expect(revenue?.origin?.inputs).toHaveLength(1)
      for (const { source_url } of roe?.origin?.inputs ?? [])
        expect(source_url).toMatch(/^https:\/\/www\.sec\.gov\//)
    }
    const [first] = rows
    const symbol = first?.instrument.slice(3)
    const { body } = await system.get(
      `/api/screens/origin/US/${symbol}?field=roe&as_of=${LAST_DAY}`,
    )
    const { cell } = body as { cell: RunAnswer['rows'][number]['cells'][number] }
    expect(cell.value).toBe(first?.cells[0]?.value)
    expect(cell.origin).toEqual(first?.cells[0]?.origin)
  })
})

describe('the columns of a market', () => {
  test('are the stored bytes, and may be kept for ever', async () => {
    const { columns, companies } = await manifestOf(LAST_DAY)
    const [first] = columns
    for (const hash of [first?.hash ?? '', companies.hash]) {
      const { rows } = await database.query('select bytes from screen_columns where hash = $1', [
        hash,
      ])
      const stored = rows[0].bytes as Buffer
      expect(hashOfBytes(stored)).toBe(hash)
      const packed = await bytesOf(hash, { 'accept-encoding': 'gzip' })
      expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(packed.headers.get('etag')).toBe(`"${hash}"`)
      expect(packed.headers.get('content-encoding')).toBe('gzip')
      const plain = Buffer.from(await packed.arrayBuffer())
      expect(plain.equals(gunzipSync(stored))).toBe(true)
      const unpacked = await bytesOf(hash, { 'accept-encoding': 'identity' })
      expect(unpacked.headers.get('content-encoding')).not.toBe('gzip')
      expect(Buffer.from(await unpacked.arrayBuffer()).equals(plain)).toBe(true)
      const again = await bytesOf(hash, { 'if-none-match': `W/"${hash}"` })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })

  test('are the same when they are asked for again', async () => {
    const first = await manifestOf(LAST_DAY)
    expect(await manifestOf(LAST_DAY)).toEqual(first)
    expect((await manifestOf(DAYS[0])).companies.hash).not.toBe(first.companies.hash)
  })
})

const BAD: [string, string, object | string, number, string][] = [
  ['neither text nor tree', '/api/screens/run', {}, 422, 'invalid_request'],
  ['both', '/api/screens/run', { text: 'roe > 1', screen: {} }, 422, 'invalid_request'],
  [
    'a field that is none',
    '/api/screens/run',
    { text: 'roe > 1', colour: 1 },
    422,
    'invalid_request',
  ],
  ['an unknown figure', '/api/screens/run', { text: 'roex > 1' }, 422, 'screen_invalid'],
  ['percent against money', '/api/screens/run', { text: 'revenue > 15%' }, 422, 'screen_invalid'],
  ['a text that stops', '/api/screens/run', { text: 'roe >' }, 422, 'screen_invalid'],
  [
    '201 conditions',
    '/api/screens/run',
    { text: Array(201).fill('roe > 1').join(' and ') },
    422,
    'screen_invalid',
  ],
  ['100 KB of text', '/api/screens/run', { text: '('.repeat(100_000) }, 422, 'invalid_request'],
  ['a deep text', '/api/screens/run', { text: `${'('.repeat(9_000)}roe` }, 422, 'screen_invalid'],
  ['a tree that is none', '/api/screens/run', { screen: { where: 7 } }, 422, 'screen_invalid'],
  [
    'a deep tree',
    '/api/screens/run',
    `{"screen":{"where":${'{"kind":"not","of":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
    422,
    'screen_invalid',
  ],
  [
    'a wrong column',
    '/api/screens/run',
    { text: 'roe > 1', columns: ['roe >'] },
    422,
    'screen_invalid',
  ],
  [
    'an unknown market',
    '/api/screens/run',
    { text: 'roe > 1', markets: ['UK'] },
    422,
    'invalid_request',
  ],
  ['no market', '/api/screens/run', { text: 'roe > 1', markets: [] }, 422, 'invalid_request'],
  [
    'a day that is none',
    '/api/screens/run',
    { text: 'roe > 1', as_of: '2010-02-30' },
    422,
    'invalid_request',
  ],
  [
    'a day that has not come',
    '/api/screens/run',
    { text: 'roe > 1', as_of: '2999-01-01' },
    422,
    'invalid_request',
  ],
  [
    'a day before the first filing',
    '/api/screens/run',
    { text: 'roe > 1', as_of: '1999-12-31' },
    404,
    'day_too_early',
  ],
  [
    'origins of too many cells',
    '/api/screens/run',
    { text: 'has(revenue)', as_of: LAST_DAY, origins: true, limit: 101 },
    422,
    'invalid_request',
  ],
  ['too many rows', '/api/screens/run', { text: 'roe > 1', limit: 10_001 }, 422, 'invalid_request'],
  ['U+0000', '/api/screens/run', '{"text":"roe > \\u0000"}', 422, 'invalid_request'],
  [
    'a saved text that cannot be read',
    '/api/screens',
    { name: 'x', text: 'roex > 1', markets: [], columns: [] },
    422,
    'screen_invalid',
  ],
  [
    'a saved screen without a name',
    '/api/screens',
    { name: ' ', text: 'roe > 1', markets: [], columns: [] },
    422,
    'invalid_request',
  ],
  ['an unknown saved screen', '/api/screens/scr_0/run', {}, 404, 'screen_not_found'],
  ['an empty sentence', '/api/screens/translate', { sentence: ' ' }, 422, 'invalid_request'],
  [
    'a long sentence',
    '/api/screens/translate',
    { sentence: 'x'.repeat(1_001) },
    422,
    'invalid_request',
  ],
]
test.each(BAD)('%s is refused, soon', async (_, path, body, status, reason) => {
  const began = performance.now()
  const answer = await system.post(path, body)
  expect(answer).toMatchObject({ status, body: { reason, detail: expect.any(String) } })
  expect(performance.now() - began).toBeLessThan(5_000)
})

const BAD_READS: [string, number, string][] = [
  ['/api/universe/UK', 422, 'invalid_request'],
  ['/api/universe/US?as_of=1999-12-31', 404, 'day_too_early'],
  ['/api/universe/US?as_of=2999-12-31', 422, 'invalid_request'],
  ['/api/universe/US?day=2010-06-30', 422, 'invalid_request'],
  ['/api/columns/x', 422, 'invalid_request'],
  [`/api/columns/${'0'.repeat(64)}`, 404, 'column_not_found'],
  ['/api/screens/fields?word=roe', 422, 'invalid_request'],
  ['/api/screens/scr_0/versions', 404, 'screen_not_found'],
  ['/api/screens/origin/US/AAPL', 422, 'invalid_request'],
  ['/api/screens/origin/US/AAPL?field=roex', 422, 'invalid_request'],
  [`/api/screens/origin/US/ZZZZ?field=roe&as_of=${LAST_DAY}`, 404, 'unknown_symbol'],
  ['/api/peers/US/;drop', 422, 'malformed_symbol'],
  [`/api/peers/US/ZZZZ?as_of=${LAST_DAY}`, 404, 'unknown_symbol'],
  ['/api/peers/US/AAPL?limit=0', 422, 'invalid_request'],
  ['/api/peers/US/AAPL', 404, 'market_outdated'],
  ['/api/peers/US/AAPL?as_of=2011-06-30', 404, 'market_outdated'],
  ['/api/peers/HK/00700', 404, 'too_few_peers'],
  ['/api/peers/US/AAPL?as_of=soon', 422, 'invalid_request'],
]
test.each(BAD_READS)('GET %s', async (path, status, reason) => {
  const answer = await untilMade(() => system.get(path))
  expect(answer).toMatchObject({ status, body: { reason } })
  expect(answer.headers.get('cache-control') ?? '').not.toContain('immutable')
})

test('a fault in a text is told with its place and near names', async () => {
  const { body } = await system.post('/api/screens/run', { text: 'roe > 1 and debt_to_equty < 1' })
  expect(body).toMatchObject({
    text_faults: [
      {
        path: 'body.text',
        reason: 'unknown_field',
        from: 12,
        to: 25,
        near: expect.arrayContaining(['debt_to_equity']),
      },
    ],
  })
})

test('other methods on the addresses of screens are refused with those that they take', async () => {
  for (const [path, allowed] of [
    ['/api/screens/run', 'POST'],
    ['/api/screens/translate', 'POST'],
    ['/api/screens/fields', 'GET'],
    ['/api/screens/scr_1', 'PUT'],
  ] as const) {
    const answer = await fetch(`${system.url}${path}`, { method: 'DELETE' })
    expect([path, answer.status, answer.headers.get('allow')]).toEqual([path, 405, allowed])
  }
})

describe('saved screens', () => {
  const screen = { name: 'Good', text: 'ROE>=15%', markets: ['US'], columns: ['roe', 'revenue'] }
  const created = async (more: object = {}): Promise<SavedScreen> => {
    const { status, body } = await system.post('/api/screens', { ...screen, ...more })
    expect([status, body]).toEqual([200, expect.objectContaining({ version: 1 })])
    return body as SavedScreen
  }

  test('are kept in their printed form, listed, and changed as new versions', async () => {
    const { id, text } = await created()
    expect(text).toBe('roe >= 15%')
    const changed = await system.put(`/api/screens/${id}`, { ...screen, text: 'roe >= 20%' })
    expect(changed).toMatchObject({ status: 200, body: { id, version: 2, text: 'roe >= 20%' } })
    const refused = await system.put(`/api/screens/${id}`, { ...screen, text: 'roe >=' })
    expect(refused).toMatchObject({ status: 422, body: { reason: 'screen_invalid' } })
    const { body } = await system.get('/api/screens')
    expect((body as { screens: SavedScreen[] }).screens[0]).toMatchObject({ id, version: 2 })
    expect((await system.get(`/api/screens/${id}/versions`)).body).toMatchObject({
      versions: [{ version: 2 }, { version: 1, text: 'roe >= 15%' }],
    })
    expect(await system.put('/api/screens/scr_0', screen)).toMatchObject({ status: 404 })
  })

  test('written by two at once lose no version', async () => {
    const { id } = await created({ name: 'Contested' })
    const written = await Promise.all(
      ['a', 'b', 'c'].map((name) => system.put(`/api/screens/${id}`, { ...screen, name })),
    )
    expect(written.map(({ body }) => (body as SavedScreen).version).sort()).toEqual([2, 3, 4])
  })

  test('say who entered and who left since the last run of the same version', async () => {
    const { id } = await created({ text: 'has(revenue)', name: 'Run' })
    const runAt = async (as_of: string) =>
      (await untilMade(() => system.post(`/api/screens/${id}/run`, { as_of, limit: 10_000 })))
        .body as RunAnswer & { change: { entered: string[]; left: string[]; since_day: string } }
    const first = await runAt(DAYS[1])
    expect(first.change).toEqual({ entered: [], left: [], since: null, since_day: null })
    const later = await runAt(LAST_DAY)
    const before = new Set(first.rows.map(({ instrument }) => instrument))
    expect(later.change).toMatchObject({ since_day: DAYS[1] })
    expect(later.change.entered).toEqual(
      later.rows.map(({ instrument }) => instrument).filter((one) => !before.has(one)),
    )
    expect(later.change.entered.length).toBeGreaterThan(0)
    expect((await runAt(DAYS[1])).change.left.sort()).toEqual(later.change.entered.sort())
    expect(later.columns.map(({ text }) => text)).toEqual(['roe', 'revenue'])
  })
})

describe('the catalogue and the shipped screens', () => {
  test('every figure has unit, names and definition', async () => {
    const { body } = await system.get('/api/screens/fields')
    const { fields } = body as { fields: Field[] }
    expect(fields.length).toBeGreaterThan(100)
    for (const field of fields) expect(fieldSchema.parse(field)).toEqual(field)
  })

  test('every shipped screen runs, and tests every company', async () => {
    const { body } = await system.get('/api/screens/presets')
    const { presets } = body as { presets: Preset[] }
    expect(presets.length).toBeGreaterThanOrEqual(12)
    for (const preset of presets) {
      expect(presetSchema.parse(preset)).toEqual(preset)
      const { total, columns } = await run(preset.text, { columns: preset.columns, limit: 5 })
      expect([preset.id, total.tested > 400, columns.length > 0]).toEqual([preset.id, true, true])
    }
  })
})

test('peers are of the same industry and near in size, with the place of the company', async () => {
  const { rows } = await run('has(revenue) order by revenue desc', { limit: 40 })
  const company = rows.find(({ industry }) => industry !== null)
  const symbol = company?.instrument.slice(3)
  const { status, body } = await system.get(`/api/peers/US/${symbol}?as_of=${LAST_DAY}&limit=5`)
  expect([status, body]).toEqual([200, expect.anything()])
  const { peers, percentiles, columns, group, level } = peersAnswerSchema.parse(body)
  expect(peers).toHaveLength(5)
  expect(peers.map(({ instrument }) => instrument)).not.toContain(company?.instrument)
  if (level === 'industry')
    for (const { industry } of peers) expect(industry).toBe(company?.industry)
  expect(group).toBeGreaterThanOrEqual(10)
  expect(percentiles).toHaveLength(columns.length)
  expect(percentiles.some((place) => place !== null && place > 50)).toBe(true)
})

describe('a sentence', () => {
  const translate = (sentence: string, language = 'zh') =>
    system.post('/api/screens/translate', { sentence, language })

  test('that the rules know asks no model', async () => {
    gemini.requests.length = 0
    const { status, body } = await translate('ROE大于15%，负债权益比低于0.5')
    expect([status, body]).toEqual([200, expect.objectContaining({ by: 'rules' })])
    expect((body as { text: string }).text).toContain('roe > 15%')
    expect(gemini.requests).toHaveLength(0)
  })

  test('that they do not know is written by the model, and must be readable', async () => {
    const sentence = 'businesses that my grandmother would have liked'
    const reply = (text: string) => ({
      kind: 'text' as const,
      text: JSON.stringify({ text, understood: ['x'], not_understood: ['grandmother'] }),
    })
    gemini.script(reply('roe >= 15%'))
    expect(await translate(sentence, 'en')).toMatchObject({
      status: 200,
      body: { text: 'roe >= 15%', by: 'model', not_understood: ['grandmother'] },
    })
    gemini.script(reply('roex >= 15%'))
    expect(await translate(sentence, 'en')).toMatchObject({
      status: 502,
      body: { reason: 'model_text_unusable', text_faults: [{ reason: 'unknown_field' }] },
    })
  })

  test('that they do not know is said to be unknown where no model is configured', async () => {
    await system.configure<{ models: { default: string } }>('system', (value) => ({
      ...value,
      models: { ...value.models, default: 'builtin' },
    }))
    expect(await translate('businesses that my grandmother would have liked', 'en')).toMatchObject({
      status: 409,
      body: { reason: 'model_not_configured' },
    })
  })
})
