/**
 * Tables in Tushare's form about companies and figures that do not exist: no company has a revenue
 * of 111111. Tests only.
 */

type Row = Record<string, string | number | null>

/** Rows of the same shape in Tushare's envelope. The columns are those of the first row. */
export const table = (rows: readonly Row[]): string => {
  const fields = Object.keys(rows[0] ?? { ts_code: null })
  const items = rows.map((row) => fields.map((field) => row[field] ?? null))
  return JSON.stringify({
    request_id: 'made',
    code: 0,
    msg: '',
    data: { fields, items, has_more: false, count: -1 },
  })
}

const counts = { total_share: 111111.1111, float_share: 99999.9999, free_share: 55555.5555 }
export const dailyBasic: Row[] = [
  {
    ts_code: '600000.SH',
    trade_date: '20250103',
    close: 11.11,
    pe: null,
    pe_ttm: 22.22,
    pb: 3.33,
    ps_ttm: 4.44,
    dv_ttm: 1.11,
    ...counts,
    total_mv: 1234444.4443,
    circ_mv: 1110998.9989,
  },
  {
    ts_code: '600000.SH',
    trade_date: '20250102',
    close: 11,
    pe: 21,
    pe_ttm: 22,
    pb: 3,
    ps_ttm: 4,
    dv_ttm: 1,
    ...counts,
    total_mv: 1222222.2221,
    circ_mv: 1099999.9989,
  },
]

/** 2,222,222 shares at 11.11 yuan are 24,688,886.42 yuan. */
export const quote: Row = {
  ts_code: '600000.SH',
  name: '示例股份',
  pre_close: 11,
  high: 11.22,
  open: 11.01,
  low: 10.99,
  close: 11.11,
  vol: 2222222,
  amount: 24688886,
  trade_time: '2025-01-03 14:30:00',
}

export const announcements: Row[] = [
  {
    ann_date: '20250103',
    ts_code: '600000.SH',
    name: '示例股份',
    title: '示例股份&amp;示例集团关于<em>示例</em>的公告',
    url: 'http://static.cninfo.com.cn/finalpage/2025-01-03/1111111111.PDF',
    rec_time: '2025-01-02 18:30:00',
  },
]

export const hkBasic: Row = {
  ts_code: '00001.HK',
  name: '示例控股',
  fullname: '示例控股有限公司',
  enname: 'Example Holdings Limited',
  cn_spell: 'SLKG',
  market: '主板',
  list_date: '20000103',
  isin: 'KYG111111111',
  curr_type: 'HKD',
}

const hkReport = {
  ts_code: '00001.HK',
  name: '示例控股',
  ind_type: 'Q',
  fiscal_year: '12-31',
  currency: '人民币',
}
export const hkReports: Row[] = [
  { ...hkReport, end_date: '20241231', report_type: 'Q4', start_date: '20240101' },
  { ...hkReport, end_date: '20240630', report_type: 'Q2', start_date: '20240101' },
]
const lines = (end: string, values: Record<string, number>): Row[] =>
  Object.entries(values).map(([ind_name, ind_value]) => ({
    ts_code: '00001.HK',
    end_date: end,
    name: '示例控股',
    ind_name,
    ind_value,
  }))
export const hkIncome: Row[] = [
  ...lines('20241231', {
    营业额: 111000000,
    营运收入: 111111000,
    毛利: 55555000,
    除税前溢利: 33333000,
    股东应占溢利: 22222000,
    每股基本盈利: 1.11,
  }),
  ...lines('20240630', { 营运收入: 55555000, 股东应占溢利: 11111000 }),
]
export const hkBalance: Row[] = lines('20241231', {
  总资产: 999999000,
  总负债: 333333000,
  总权益: 666666000,
})
export const hkCashFlow: Row[] = lines('20241231', {
  经营业务现金净额: 44444000,
  '已付股息(融资)': 11111000,
  回购股份: 2222000,
})

/** 1,111,100 shares at 22.22 each. */
export const bar = (code: string): Row => ({
  ts_code: code,
  trade_date: '20250103',
  open: 22.11,
  high: 22.33,
  low: 22,
  close: 22.22,
  pre_close: 22.1,
  vol: 1111100,
  amount: 24688642,
})

export const connect: Row = {
  code: '1',
  trade_date: '20250103',
  ts_code: '00001.HK',
  name: '示例控股',
  vol: 11111111,
  ratio: 1.11,
  exchange: 'HK',
}

const usReport = {
  ts_code: 'NVDA',
  security_name_abbr: '示例',
  accounting_standards: '美国会计准则',
  currency: '美元',
  total_income: null,
}
export const usReports: Row[] = [
  {
    ...usReport,
    end_date: '20250126',
    start_date: '20240129',
    notice_date: '20250226',
    date_type: '年报',
    operate_income: 111111000000,
    gross_profit: 77777000000,
    parent_holder_netprofit: 55555000000,
    basic_eps: 2.22,
    diluted_eps: 2.11,
  },
  {
    ...usReport,
    end_date: '20241027',
    start_date: '20240129',
    notice_date: '20241120',
    date_type: '累计季报',
    operate_income: 88888000000,
    gross_profit: 66666000000,
    parent_holder_netprofit: 44444000000,
    basic_eps: 1.88,
    diluted_eps: 1.77,
  },
]
