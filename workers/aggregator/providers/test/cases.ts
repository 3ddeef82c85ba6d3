/** The cases of every provider. Tests only. */
import type { ProviderCase } from './case.ts'
import { alphavantageCases } from '../alphavantage/cases.fixture.ts'
import { eastmoneyCases } from '../eastmoney/cases.fixture.ts'
import { finnhubCases } from '../finnhub/cases.fixture.ts'
import { fmpCases } from '../fmp/cases.fixture.ts'
import { secCases } from '../sec/cases.fixture.ts'
import { tushareCases } from '../tushare/cases.fixture.ts'
import { jquantsCases } from '../jquants/cases.fixture.ts'
import { tdnetCases } from '../tdnet/cases.fixture.ts'
import { twelvedataCases } from '../twelvedata/cases.fixture.ts'
import { edinetCases } from '../edinet/cases.fixture.ts'
import { tencentCases } from '../tencent/cases.fixture.ts'
import { yahooCases } from '../yahoo/cases.fixture.ts'
import { cninfoCases } from '../cninfo/cases.fixture.ts'
import { hkexnewsCases } from '../hkexnews/cases.fixture.ts'
import { sinaCases } from '../sina/cases.fixture.ts'

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
