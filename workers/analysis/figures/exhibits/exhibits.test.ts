/** Tokens of exhibits and marks of passages, as a model may write them, in both languages. */
import { describe, expect, test } from 'vitest'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import type { Figure } from '#shared/contracts/analysis.ts'
import { figure } from '../../data.fixture.ts'
import { checkText } from '../checker.ts'

const at = (token: string, value: number, unit: string, end = '2026-11-27'): Figure => ({
  ...figure(token, value, unit),
  end,
})
const FIGURES = [
  figure('revenue@FY2025', 416161000000, 'USD'),
  figure('gross_margin@FY2025', 0.47, 'ratio'),
  figure('gross_margin@FY2024', 0.45, 'ratio'),
  figure('eps_diluted@FY2025', 7.46, 'USD/share'),
  figure('dividends_per_share@FY2025', 1.02, 'USD/share'),
  at('gross_margin@peers_median', 0.31, 'ratio'),
  at('gross_margin_rank@peers', 3, 'count'),
  at('gross_margin_percentile@peers', 0.92, 'ratio'),
  at('eps_consensus@FY2026', 8.1, 'USD/share', '2026-11-20'),
  at('revenue_consensus@FY2026', 440e9, 'USD', '2026-11-20'),
  at('eps_surprise@2026Q3', 0.05, 'ratio', '2026-09-30'),
  at('ratings_buy@2026-11-01', 30, 'count', '2026-11-01'),
  at('target_price@2026-11-01', 250, 'USD/share', '2026-11-01'),
  at('holder_1_fraction@2026-09-30', 0.09, 'ratio', '2026-09-30'),
  at('insider_net_value@6m', -5_000_000, 'USD'),
  at('insider_sells@6m', 12, 'count'),
  at('dividend@2026-08-10', 0.27, 'USD/share', '2026-08-10'),
  at('split@2020-08-31', 4, 'x', '2020-08-31'),
]
const tokens = (start: RegExp) => FIGURES.map(({ token }) => token).filter((t) => start.test(t))
const passage = (id: string) => ({
  id,
  day: '2026-11-20',
  title: 'T',
  text: null,
  form: null,
  source: null,
  provider: 'fmp',
  url: 'https://example.com/',
})
const EXHIBITS: ExhibitReading[] = [
  {
    kind: 'peers',
    tokens: tokens(/peers/),
    group: { industry: null, level: 'industry', size: null, count: 9, day: '2026-11-27' },
    metrics: [],
    peers: [],
  },
  { kind: 'estimates', tokens: tokens(/consensus|surprise|ratings|target/) },
  { kind: 'holders', tokens: tokens(/^holder/), scope: 'total', holders: [] },
  { kind: 'insiders', tokens: tokens(/^insider/), trades: [] },
  { kind: 'actions', tokens: tokens(/^(?:dividend@|split)/), unread: [] },
  { kind: 'news', passages: [passage('n1'), passage('n2')] },
  { kind: 'filings', passages: [passage('f1')] },
]
const check = (text: string) =>
  checkText(text, FIGURES, { symbol: 'TEST', names: ['Test Works'], exhibits: EXHIBITS })

describe('right', () => {
  test.each([
    "Gross margin of {{gross_margin@FY2025}} compares with a peers' median of {{gross_margin@peers_median}}.",
    'Among its peers the company ranks {{gross_margin_rank@peers}} by gross margin.',
    'Its gross margin stands at the {{gross_margin_percentile@peers}} percentile of the industry.',
    'Analysts expect EPS of {{eps_consensus@FY2026}} in fiscal 2026.',
    'The consensus for FY2026 revenue is {{revenue_consensus@FY2026}}.',
    'Third-quarter earnings beat estimates by {{eps_surprise@2026Q3}}.',
    '{{ratings_buy@2026-11-01}} analysts rate it a buy, with a mean price target of {{target_price@2026-11-01}}.',
    'The largest holder owns {{holder_1_fraction@2026-09-30}} of the shares.',
    'Insiders traded a net {{insider_net_value@6m}} over the past six months.',
    'Directors made {{insider_sells@6m}} sales in six months.',
    'A dividend of {{dividend@2026-08-10}} went ex in August 2026.',
    'The shares were split on 31 August 2020: {{split@2020-08-31}}.',
    '毛利率为{{gross_margin@FY2025}}，同业中位数为{{gross_margin@peers_median}}。',
    '按毛利率在同业中排名第{{gross_margin_rank@peers}}。',
    '分析师一致预期2026财年每股收益为{{eps_consensus@FY2026}}。',
    '买入评级{{ratings_buy@2026-11-01}}家，目标价均值{{target_price@2026-11-01}}。',
    '第一大股东持股{{holder_1_fraction@2026-09-30}}。',
    '近六个月内部人净买入{{insider_sells@6m}}笔卖出。',
    '2026年8月派息{{dividend@2026-08-10}}。',
    '### Peers\n\n- Gross margin: {{gross_margin@peers_median}}\n- Rank: {{gross_margin_rank@peers}}',
    "| Figure | Company | Peers' median |\n|---|---|---|\n| Gross margin | {{gross_margin@FY2025}} | {{gross_margin@peers_median}} |",
    'A supplier warned of delays [[n1]][[n2]], and the company filed a notice [[f1]].',
    '供应商提示延期 [[n1]]。',
  ])('%s', (text) => {
    expect(check(text).unverified).toEqual([])
  })
})

describe('wrong', () => {
  test.each([
    ['The company has a gross margin of {{gross_margin@peers_median}}.', 'other_subject'],
    ['公司毛利率为{{gross_margin@peers_median}}。', 'other_subject'],
    ["The peers' median net margin is {{gross_margin@peers_median}}.", 'other_figure'],
    ['Gross margin was {{gross_margin_percentile@peers}}.', 'other_figure'],
    ['The company earned {{eps_consensus@FY2026}} a share.', 'other_figure'],
    ['Analysts expect revenue of {{eps_consensus@FY2026}} in FY2026.', 'other_figure'],
    ['Analysts expect EPS of {{eps_consensus@FY2026}} in FY2025.', 'other_period'],
    ['公司每股收益为{{eps_consensus@FY2026}}。', 'other_figure'],
    ['Gross margin was {{holder_1_fraction@2026-09-30}}.', 'other_figure'],
    ['Insiders made net purchases of {{insider_net_value@6m}}.', 'wrong_direction'],
    ['内部人净买入{{insider_net_value@6m}}。', 'wrong_direction'],
    ['Insiders traded a net {{insider_net_value@6m}} in three months.', 'other_period'],
    ['近三个月内部人净额为{{insider_net_value@6m}}。', 'other_period'],
    ['In 2024 the company paid a dividend of {{dividend@2026-08-10}}.', 'other_period'],
    ['Revenue per share was {{dividend@2026-08-10}}.', 'other_figure'],
    ['A rumour [[n9]] has it.', 'unknown_passage'],
    ['See {{insider_net_value@9m}}.', 'unknown_token'],
  ])('%s', (text, reason) => {
    expect(check(text).findings.map((finding) => finding.reason)).toEqual([reason])
  })
})

test('a bare number is never that of an exhibit of others', () => {
  for (const text of [
    'Gross margin was 31%.',
    'Diluted EPS was $8.10.',
    'A dividend of $0.27 per share was paid.',
    "The peers' median gross margin is 31%.",
  ])
    expect(check(text).cited).toEqual([])
})

test('exhibits change nothing of what the figures of the company are', () => {
  for (const text of [
    'Gross margin rose to {{gross_margin@FY2025}} from {{gross_margin@FY2024}}.',
    'The latest gross margin was 47%.',
    'Dividends per share were $1.02 in FY2025.',
  ]) {
    const own = FIGURES.slice(0, 5)
    expect(check(text)).toEqual(checkText(text, own, { symbol: 'TEST', names: ['Test Works'] }))
  }
})

test('marks keep their form whatever stands around them', () => {
  expect(
    check('So it is [[ N1 ]]. [x](https://evil.example)[[n2]](https://evil.example)').text,
  ).toBe('So it is [[n1]]. x[[n2]](evil.example)')
})
