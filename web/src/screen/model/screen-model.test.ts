import { expect, test, vi } from 'vitest'
import type { Market } from '#shared/names.ts'
import { OFFLINE } from '../../page-problem.ts'
import { routeOf, type ScreenPlace, screenPath } from '../../router.ts'
import { FIELDS, field, manifestOf, PRESET, settle, standIn } from './market.fixture.ts'
import { createScreenModel } from './screen-model.ts'

const EMPTY: ScreenPlace = { text: '', markets: [], as_of: null, columns: null, sort: null }

const opened = async (place: Partial<ScreenPlace> = {}, markets: readonly Market[] = ['US']) => {
  const service = standIn(markets)
  const written: ScreenPlace[] = []
  const model = createScreenModel(service.ports, (next) => written.push(next))
  model.take({ ...EMPTY, ...place })
  await Promise.all([model.catalogue.load(), model.presets.load()])
  model.snapshots.want(model.tested.value, model.asOf.value)
  await settle()
  const names = () =>
    Array.from(model.list.value, (row) => model.table.value?.companies.names[row]?.en)
  return { model, service, written, names }
}

test('a text is a list: who passes, in its order, and the counts of each condition', async () => {
  const { model, names } = await opened({
    text: 'roe >= 10% and net_margin > 4% order by roe desc',
  })
  expect(names()).toEqual(['Alpha Inc', 'Beta Inc', 'Gamma Inc'])
  expect(model.outcome.value?.total).toMatchObject({ passed: 3, failed: 1, not_testable: 1 })
  expect(model.outcome.value?.conditions.map(({ passed, failed }) => [passed, failed])).toEqual([
    [3, 1],
    [4, 0],
  ])
  expect(model.shownColumns.value).toEqual(['roe', 'net_margin'])
})

test('a missing figure is not testable, in the whole and in each condition, with its reason', async () => {
  const { model } = await opened({ text: 'roe >= 10% and net_margin > 4%' })
  expect(model.untestable(null)).toEqual([{ row: 4, condition: 0, reason: 'not_reported' }])
  expect(model.untestable(1)).toEqual([{ row: 3, condition: 1, reason: 'refused' }])
})

test('moving a condition moves the list and the text, and asks nothing', async () => {
  const { model, service, names, written } = await opened({ text: 'roe >= 10%' })
  const before = service.asked.length
  const row = model.rows.value[0]
  if (row?.kind !== 'compare') throw new Error('no row')
  model.setRow(0, { ...row, value: 0.25 })
  expect(names()).toEqual(['Alpha Inc'])
  expect(model.text.value).toBe('roe >= 25%')
  await settle()
  expect(service.asked).toHaveLength(before)
  expect(written).toEqual([])
  service.runTimers()
  expect(written.at(-1)?.text).toBe('roe >= 25%')
})

test('editing the text moves the rows; while it has a fault the last list stays', async () => {
  const { model, names } = await opened({ text: 'roe >= 10%' })
  model.setText('roe >= 10% and net_margn > 4%')
  expect(model.parsed.value).toMatchObject({
    ok: false,
    problem: { reason: 'unknown_field', at: { from: 15, to: 24 }, near: ['net_margin'] },
  })
  expect(names()).toHaveLength(3)
  model.setText('roe >= 10% and net_margin > 20%')
  await settle()
  expect(model.rows.value).toHaveLength(2)
  expect(names()).toEqual(['Beta Inc'])
})

test('only the columns that are needed are read, each once', async () => {
  const { model, service } = await opened({ text: 'roe >= 10%' })
  const columns = () => service.asked.filter((one) => one.startsWith('column'))
  // The companies and one figure.
  expect(columns()).toHaveLength(2)
  model.chooseColumns(['roe', 'net_margin', 'avg(roe, 2y)'])
  await settle()
  expect(columns()).toHaveLength(4)
  model.chooseColumns(['roe', 'net_margin'])
  await settle()
  expect(columns()).toHaveLength(4)
})

test('a sort by a column is of the view: the companies stay the same, those without stand last', async () => {
  const { model, names } = await opened({ text: 'debt_to_equity < 4', columns: ['roe'] })
  model.sortBy('roe')
  expect(names()).toEqual(['Alpha Inc', 'Beta Inc', 'Gamma Inc', 'Delta Inc', 'Epsilon Inc'])
  model.sortBy('roe')
  expect(names()).toEqual(['Delta Inc', 'Gamma Inc', 'Beta Inc', 'Alpha Inc', 'Epsilon Inc'])
  model.sortBy('roe')
  expect(model.sort.value).toBeNull()
})

test('a new condition begins at the middle of its figure; another form begins anew', async () => {
  const { model } = await opened()
  const [roe] = FIELDS
  if (!roe) throw new Error('no field')
  await model.addFigure(roe)
  expect(model.text.value).toBe('roe >= 20%')
  const row = model.rows.value[0]
  if (row?.kind !== 'compare' || !row.measure) throw new Error('no row')
  await model.reform(0, {
    measure: { ...row.measure, cross: { form: 'percentile', within: 'market' } },
    each: null,
  })
  expect(model.text.value).toBe('percentile(roe, market) >= 80')
  await model.reform(0, { measure: row.measure, each: 2 })
  expect(model.text.value).toMatch(/^roe >= \d+% each 2y$/)
  await model.replaceFigure(0, field('debt_to_equity', '', '', { unit: 'x' }))
  expect(model.text.value).toMatch(/^debt_to_equity >= [\d.]+x$/)
})

test('a preset brings its text and columns, and is known again by its text', async () => {
  const { model, names } = await opened()
  model.usePreset(PRESET)
  await settle()
  expect(names()).toEqual(['Alpha Inc'])
  expect(model.columns.value).toEqual(['roe', 'net_margin'])
  expect(model.preset.value?.id).toBe('quality')
  model.setText('debt_to_equity < 1 and roe >= 15%')
  expect(model.preset.value).toBeNull()
})

test('all of it stands in the address', async () => {
  const { model, service, written } = await opened()
  model.setText('roe >= 10% and revenue > 1bn')
  model.chooseMarkets(['US', 'CN'])
  model.chooseDay('2010-03-01')
  model.chooseColumns(['avg(roe, 2y)', 'net_margin'])
  model.sortBy('avg(roe, 2y)')
  service.runTimers()
  const [path, query] = screenPath(written.at(-1) ?? EMPTY).split('?')
  expect(routeOf(path ?? '', `?${query}`)).toEqual({ page: 'screen', ...model.place() })
})

test('an address that the page wrote itself changes nothing, another one does', async () => {
  const { model, service, written } = await opened({ text: 'roe >= 10%' })
  model.setText('roe >= 20%')
  service.runTimers()
  model.setText('roe >= 30%')
  model.take(written.at(-1) ?? EMPTY)
  expect(model.text.value).toBe('roe >= 30%')
  model.take({ ...EMPTY, text: 'roe >= 1%' })
  expect(model.text.value).toBe('roe >= 1%')
})

test('a market that the text names is tested', async () => {
  const { model } = await opened({ text: 'market in (CN) and roe >= 10%' }, ['US', 'CN'])
  expect(model.tested.value).toEqual(['CN'])
  expect(model.outcome.value?.total.passed).toBe(3)
})

test('of two markets one list; one that has nothing leaves the other', async () => {
  const { model } = await opened({ text: 'roe >= 10%', markets: ['CN', 'US'] }, ['US', 'CN'])
  expect(model.outcome.value?.tested).toBe(10)
  const one = await opened({ text: 'roe >= 10%', markets: ['HK', 'US'] })
  expect(one.model.outcome.value?.tested).toBe(5)
  expect(one.model.snapshots.markets.value.get('HK')).toMatchObject({
    state: 'failed',
    problem: { reason: 'market_empty' },
  })
})

test('a snapshot that is being made is asked for again, ever more rarely, and not for ever', async () => {
  const service = standIn()
  const making = {
    ok: true,
    data: { progress: { market: 'US', as_of: '2010-06-30', done: 10, of: 500 } },
  } as const
  const getUniverse = vi.fn<typeof service.ports.getUniverse>(async () => making)
  const model = createScreenModel({ ...service.ports, getUniverse }, () => {})
  model.snapshots.want(['US'], null)
  await settle()
  expect(model.snapshots.markets.value.get('US')).toEqual({
    state: 'making',
    progress: { done: 10, of: 500 },
  })
  const pauses: number[] = []
  for (let question = 0; question < 500 && service.timers.length > 0; question += 1) {
    pauses.push(service.timers[0]?.ms ?? 0)
    service.runTimers()
    await settle()
  }
  expect(pauses.slice(0, 5)).toEqual([300, 500, 1_000, 2_000, 2_000])
  expect(getUniverse).toHaveBeenCalledTimes(240)
  expect(model.snapshots.markets.value.get('US')?.state).toBe('stalled')
  getUniverse.mockResolvedValue({ ok: true, data: { manifest: manifestOf('US', '2010-06-30') } })
  model.snapshots.retry('US')
  await settle()
  expect(model.snapshots.markets.value.get('US')?.state).toBe('ready')
})

test('another day drops the answers of the day before, also those that come late', async () => {
  const service = standIn()
  let answer = () => {}
  const late = new Promise<void>((resolve) => {
    answer = resolve
  })
  const getUniverse: typeof service.ports.getUniverse = async (market, asOf) => {
    if (asOf === '2010-02-01') await late
    return service.ports.getUniverse(market, asOf)
  }
  const model = createScreenModel({ ...service.ports, getUniverse }, () => {})
  model.snapshots.want(['US'], '2010-02-01')
  model.snapshots.want(['US'], '2010-03-01')
  await settle()
  answer()
  await settle()
  const state = model.snapshots.markets.value.get('US')
  expect(state?.state === 'ready' && state.manifest.as_of).toBe('2010-03-01')
})

test('a column that cannot be read is a problem, and read again on request', async () => {
  const service = standIn()
  let isDown = false
  const getColumn: typeof service.ports.getColumn = async (hash) =>
    isDown ? { ok: false, problem: OFFLINE } : service.ports.getColumn(hash)
  const model = createScreenModel({ ...service.ports, getColumn }, () => {})
  await model.catalogue.load()
  model.snapshots.want(['US'], null)
  await settle()
  isDown = true
  model.setText('debt_to_equity < 1')
  void model.outcome.value
  await settle()
  expect(model.snapshots.problem.value?.reason).toBe('offline')
  isDown = false
  await model.snapshots.need(model.needed.value)
  expect(model.snapshots.problem.value).toBeNull()
  expect(model.outcome.value?.total.passed).toBe(3)
})

test('bytes that are damaged are said to be unreadable, and make no list', async () => {
  const service = standIn()
  const getColumn: typeof service.ports.getColumn = async (hash) => {
    const answer = await service.ports.getColumn(hash)
    if (answer.ok) answer.data[20] = (answer.data[20] ?? 0) ^ 0xff
    return answer
  }
  const model = createScreenModel({ ...service.ports, getColumn }, () => {})
  model.snapshots.want(['US'], null)
  await settle()
  expect(model.snapshots.markets.value.get('US')).toMatchObject({
    state: 'failed',
    problem: { reason: 'unreadable' },
  })
})
