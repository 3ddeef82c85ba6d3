/** What proves Eastmoney's adapter. Tests only. */
import type { ProviderCase } from '../case.ts'
import { companyCases } from './company-cases.ts'
import { marketCases } from './market-cases.ts'
import { statementCases } from './statement-cases.ts'

export const eastmoneyCases: readonly ProviderCase[] = [...companyCases, ...statementCases, ...marketCases]
