/** The cases that test Eastmoney's adapter. Tests only. */
import type { ProviderCase } from '../test/case.ts'
import { companyCases } from './company-cases.fixture.ts'
import { marketCases } from './market-cases.fixture.ts'
import { statementCases } from './statement-cases.fixture.ts'

export const eastmoneyCases: readonly ProviderCase[] = [
  ...companyCases,
  ...statementCases,
  ...marketCases,
]
