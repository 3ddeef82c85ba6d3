/** Whole-market tables of Tushare in their documented form, with invented companies. */
import { editJson } from '../../test/case.ts'
import type { BulkCase } from '../../test/bulk-case.ts'

type Cell = string | number | null
type Row = Record<string, Cell>

/** `offset` is in the body of the call. */
export const tableAnswer = (rows: readonly Row[], more = false): string => {
  const fields = Object.keys(rows[0] ?? { ts_code: '' })
  return JSON.stringify({
    request_id: 'invented',
    code: 0,
    msg: '',
    data: {
      fields,
      items: rows.map((row) => fields.map((field) => row[field] ?? null)),
      has_more: more,
      count: -1,
    },
  })
}

const basic = (code: string, more: Row = {}): Row => ({
  ts_code: code,
  name: '例子Ａ',
  industry: '软件服务',
  enname: 'Example Co., Ltd.',
  market: '主板',
  list_status: 'L',
  list_date: '20010827',
  delist_date: null,
  ...more,
})

const DAY = '2026-11-20'
export const daily = (code: string, more: Row = {}): Row => ({
  ts_code: code,
  trade_date: '20261120',
  close: 10.5,
  pe: null,
  pe_ttm: 12.5,
  pb: 1.5,
  ps_ttm: 2.25,
  total_share: 125227.0215,
  total_mv: 1314883.72575,
  ...more,
})

const statement = (code: string, more: Row): Row => ({
  ts_code: code,
  ann_date: '20260403',
  f_ann_date: '20260403',
  end_date: '20251231',
  report_type: '1',
  comp_type: '1',
  update_flag: '0',
  ...more,
})

const PERIOD = '2025-12-31'
const wrong = (column: string, value: unknown) =>
  editJson((json: { data: { fields: string[]; items: unknown[][] } }) => {
    const at = json.data.fields.indexOf(column)
    const [row] = json.data.items
    if (row) row[at] = value
  })
const common = {
  provider: 'tushare',
  market: 'CN',
  evidence: 'reference of whole-market sources, Tushare',
} as const
const empty = () => tableAnswer([])

export const tushareBulk: readonly BulkCase[] = [
  {
    ...common,
    kind: 'universe',
    target: DAY,
    answers: [
      {
        match: /stock_basic.*"list_status":"L".*"offset":0/,
        body: () => tableAnswer([basic('600001.SH'), basic('000003.SZ')], true),
      },
      {
        match: /stock_basic.*"list_status":"L".*"offset":2/,
        body: () => tableAnswer([basic('920006.BJ'), basic('600001.XX')]),
      },
      {
        match: /stock_basic.*"list_status":"D"/,
        body: () =>
          tableAnswer([
            basic('600005.SH', {
              name: '例子(退)',
              industry: null,
              list_status: 'D',
              delist_date: '20240521',
            }),
          ]),
      },
      { match: /stock_basic.*"list_status":"P"/, body: empty },
    ],
    spoilt: { null_field: wrong('name', null), wrong_type: wrong('industry', 5), empty },
  },
  {
    ...common,
    kind: 'market_day',
    target: DAY,
    answers: [
      {
        match: /daily_basic.*"trade_date":"20261120".*"offset":0/,
        body: () =>
          tableAnswer([daily('600001.SH'), daily('000003.SZ', { close: null }), daily('1.X')]),
      },
    ],
    spoilt: { null_field: wrong('trade_date', null), wrong_type: wrong('close', 'many'), empty },
  },
  {
    ...common,
    kind: 'frames',
    target: PERIOD,
    answers: [
      {
        match: /"income_vip".*"period":"20251231"/,
        body: () =>
          tableAnswer([
            statement('600001.SH', { total_revenue: 100, revenue: 100, oper_cost: 40 }),
            // Announced again with a corrected figure.
            statement('600001.SH', {
              total_revenue: 101,
              revenue: 101,
              oper_cost: 40,
              f_ann_date: '20260501',
              update_flag: '1',
            }),
          ]),
      },
      {
        match: /"balancesheet_vip"/,
        body: () => tableAnswer([statement('600001.SH', { total_assets: 500 })]),
      },
      {
        match: /"cashflow_vip"/,
        body: () => tableAnswer([statement('600001.SH', { c_pay_acq_const_fiolta: 7 })]),
      },
    ],
    spoilt: {
      null_field: wrong('end_date', null),
      wrong_type: wrong('total_revenue', 'many'),
      empty,
    },
  },
]
