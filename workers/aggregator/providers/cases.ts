/** The cases of every provider. Tests only. */
import type { ProviderCase } from './case.ts'
import { secCases } from './sec/cases.ts'
import { tencentCases } from './tencent/cases.ts'

export const CASES: readonly ProviderCase[] = [...secCases, ...tencentCases]
