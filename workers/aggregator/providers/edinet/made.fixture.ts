/**
 * Lists and tables in EDINET's form about a company that does not exist: no company has a revenue
 * of 111,111. Tests only.
 */
import { zipSync } from 'fflate'

type Row = Record<string, unknown>

export const list = (day: string, results: readonly Row[]): string =>
  JSON.stringify({
    metadata: {
      title: '提出された書類を把握するためのAPI',
      parameter: { date: day, type: '2' },
      resultset: { count: results.length },
      processDateTime: `${day} 23:59`,
      status: '200',
      message: 'OK',
    },
    results,
  })

export const annual: Row = {
  seqNumber: 1,
  docID: 'S100XXXX',
  edinetCode: 'E99999',
  secCode: '72030',
  JCN: '1111111111111',
  filerName: '見本自動車株式会社',
  fundCode: null,
  ordinanceCode: '010',
  formCode: '030000',
  docTypeCode: '120',
  periodStart: '2025-04-01',
  periodEnd: '2026-03-31',
  submitDateTime: '2026-06-26 15:30',
  docDescription: '有価証券報告書－第1期(2025/04/01－2026/03/31)',
  parentDocID: null,
  withdrawalStatus: '0',
  docInfoEditStatus: '0',
  disclosureStatus: '0',
  xbrlFlag: '1',
  pdfFlag: '1',
  csvFlag: '1',
  legalStatus: '1',
}
/** A document of another filer. */
export const stranger: Row = { ...annual, docID: 'S100ZZZZ', secCode: null, filerName: '別の会社' }
/** A withdrawn document: almost all fields are empty. */
export const withdrawn: Row = {
  ...annual,
  docID: 'S100YYYY',
  filerName: null,
  docTypeCode: null,
  submitDateTime: null,
  withdrawalStatus: '1',
}

const HEADER = [
  '要素ID',
  '項目名',
  'コンテキストID',
  '相対年度',
  '連結・個別',
  '期間・時点',
  'ユニットID',
  '単位',
  '値',
]
export type MadeFigure = readonly [element: string, context: string, unit: string, value: string]

const line = ([element, context, unit, value]: MadeFigure): string[] => [
  element,
  '項目',
  context,
  '当期',
  '連結',
  '期間',
  unit,
  unit === 'JPY' ? '円' : '',
  value,
]
const dei = (name: string, value: string): MadeFigure => [
  `jpdei_cor:${name}DEI`,
  'FilingDateInstant',
  '',
  value,
]
const key = (name: string, context: string, value: string, unit = 'JPY'): MadeFigure => [
  `jpcrp_cor:${name}SummaryOfBusinessResults`,
  context,
  unit,
  value,
]

export const entity: MadeFigure[] = [
  dei('EDINETCode', 'E99999'),
  dei('SecurityCode', '72030'),
  dei('FilerNameInJapanese', '見本自動車株式会社'),
  dei('FilerNameInEnglish', 'EXAMPLE MOTOR CORPORATION'),
  dei('AccountingStandards', 'IFRS'),
  dei('WhetherConsolidatedFinancialStatementsArePrepared', 'true'),
  dei('CurrentFiscalYearStartDate', '2025-04-01'),
  dei('CurrentPeriodEndDate', '2026-03-31'),
  dei('CurrentFiscalYearEndDate', '2026-03-31'),
]
export const figures: MadeFigure[] = [
  key('RevenueIFRS', 'CurrentYearDuration', '111111000000'),
  key('RevenueIFRS', 'Prior1YearDuration', '99999000000'),
  key('RevenueIFRS', 'Prior4YearDuration', '－'),
  key('ProfitLossAttributableToOwnersOfParentIFRS', 'CurrentYearDuration', '11111000000'),
  key('BasicEarningsLossPerShareIFRS', 'CurrentYearDuration', '111.11', 'JPYPerShares'),
  key('TotalAssetsIFRS', 'CurrentYearInstant', '999999000000'),
  key('EquityAttributableToOwnersOfParentIFRS', 'CurrentYearInstant', '333333000000'),
  key('EquityAttributableToOwnersOfParentIFRS', 'Prior1YearInstant', '300000000000'),
  key('CashFlowsFromUsedInOperatingActivitiesIFRS', 'CurrentYearDuration', '44444000000'),
  // The parent company's own figures stand beside the group's.
  key('NetSales', 'CurrentYearDuration_NonConsolidatedMember', '55555000000'),
  key('NetAssets', 'CurrentYearInstant_NonConsolidatedMember', '222222000000'),
  key('RevenueIFRS', 'CurrentYearDuration', '111111000000'),
]

export const tsv = (rows: readonly MadeFigure[]): string =>
  [HEADER, ...rows.map(line)]
    .map((cells) => cells.map((cell) => `"${cell}"`).join('\t'))
    .join('\r\n')

/** UTF-16 text with a byte order mark, in an archive like EDINET's. */
export const packed = (text: string): Uint8Array => {
  const table = new Uint8Array(2 + 2 * text.length)
  const view = new DataView(table.buffer)
  view.setUint16(0, 0xfeff, true)
  for (let at = 0; at < text.length; at++) view.setUint16(2 + 2 * at, text.charCodeAt(at), true)
  return zipSync(
    {
      'XBRL_TO_CSV/jpaud-aar-cn-001_E99999-000_2026-03-31_01_2026-06-26.csv':
        new TextEncoder().encode('auditor'),
      'XBRL_TO_CSV/jpcrp030000-asr-001_E99999-000_2026-03-31_01_2026-06-26.csv': table,
    },
    // The same text makes the same archive at any time.
    { mtime: '2026-06-26T00:00:00' },
  )
}
