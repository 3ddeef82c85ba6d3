/** Rows in the form of J-Quants' own pages about figures that do not exist. Tests only. */

type Row = Record<string, unknown>

export const page = (rows: readonly Row[], next?: string): string => JSON.stringify({ data: rows, ...(next && { pagination_key: next }) })

/** 111,100 shares at 1,111 yen. */
export const bar: Row = {
  ...{ Date: '2025-01-06', Code: '72030', O: 1100, H: 1122, L: 1099, C: 1111, UL: '0', LL: '0', Vo: 111100, Va: 123432100 },
  ...{ AdjFactor: 1, AdjO: 550, AdjH: 561, AdjL: 549.5, AdjC: 555.5, AdjVo: 222200 },
}
export const untraded: Row = {
  ...bar,
  Date: '2025-01-07',
  O: null,
  H: null,
  L: null,
  C: null,
  Vo: null,
  Va: null,
  AdjO: null,
  AdjH: null,
  AdjL: null,
  AdjC: null,
  AdjVo: null,
}
/** Two for one. */
export const splitDay: Row = { ...bar, Date: '2025-01-08', AdjFactor: 0.5, O: 555, H: 556, L: 554, C: 555.5, Vo: 222200, AdjC: 555.5, AdjVo: 222200 }

export const notice: Row = {
  ...{ PubDate: '2025-02-05', PubTime: '12:00', Code: '72030', RefNo: '202502050001', StatCode: '1', BoardDate: '2025-02-05', IFCode: '2', FRCode: '1' },
  ...{
    IFTerm: '2025-03',
    DivRate: 11.11,
    RecDate: '2025-03-31',
    ExDate: '2025-03-28',
    ActRecDate: '2025-03-31',
    PayDate: '2025-06-12',
    CARefNo: '202502050001',
  },
}

export const summary: Row = {
  ...{ DiscDate: '2025-05-08', DiscTime: '13:55:00', Code: '72030', DiscNo: '20250508111111', DocType: 'FYFinancialStatements_Consolidated_IFRS' },
  ...{
    CurPerType: 'FY',
    CurPerSt: '2024-04-01',
    CurPerEn: '2025-03-31',
    CurFYSt: '2024-04-01',
    CurFYEn: '2025-03-31',
    NxtFYSt: '2025-04-01',
    NxtFYEn: '2026-03-31',
  },
  ...{ Sales: '111111000000', OP: '22222000000', OdP: '', NP: '11111000000', EPS: '111.11', DEPS: '', TA: '999999000000', Eq: '333333000000', EqAR: '0.333' },
  ...{ CFO: '44444000000', CFI: '-33333000000', CFF: '-5555000000', CashEq: '66666000000', DivAnn: '22.22' },
  ...{ FSales: '', FOP: '', FNP: '', FEPS: '', FDivAnn: '' },
  ...{ NxFSales: '122222000000', NxFOP: '23333000000', NxFNp: '12222000000', NxFEPS: '122.22', NxFDivAnn: '24.44' },
  ...{ ShOutFY: '111111111', TrShFY: '11111111', AvgSh: '100000000' },
}

export const listed: Row = {
  ...{ Date: '2025-01-06', Code: '72030', CoName: '見本自動車', CoNameEn: 'EXAMPLE MOTOR CORPORATION', S17: '6', S17Nm: '自動車・輸送機' },
  ...{ S33: '3700', S33Nm: '輸送用機器', ScaleCat: '-', Mkt: '0111', MktNm: 'プライム', Mrgn: '1', MrgnNm: '信用' },
}
