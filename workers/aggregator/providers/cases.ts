/** The cases of every provider. Tests only. */
import type { ProviderCase } from './case.ts'
import { alphavantageCases } from './alphavantage/cases.ts'
import { eastmoneyCases } from './eastmoney/cases.ts'
import { finnhubCases } from './finnhub/cases.ts'
import { fmpCases } from './fmp/cases.ts'
import { secCases } from './sec/cases.ts'
import { tushareCases } from './tushare/cases.ts'
import { jquantsCases } from './jquants/cases.ts'
import { tdnetCases } from './tdnet/cases.ts'
import { twelvedataCases } from './twelvedata/cases.ts'
import { edinetCases } from './edinet/cases.ts'
import { tencentCases } from './tencent/cases.ts'
import { yahooCases } from './yahoo/cases.ts'
import { cninfoCases } from './cninfo/cases.ts'
import { hkexnewsCases } from './hkexnews/cases.ts'
import { sinaCases } from './sina/cases.ts'

export const CASES: readonly ProviderCase[] = [
  ...secCases,
  ...eastmoneyCases,
  ...tencentCases,
  ...finnhubCases,
  ...fmpCases,
  ...alphavantageCases,
  ...cninfoCases,
  ...tushareCases,
  ...yahooCases,
  ...hkexnewsCases,
  ...jquantsCases,
  ...sinaCases,
  ...tdnetCases,
  ...twelvedataCases,
  ...edinetCases,
]
