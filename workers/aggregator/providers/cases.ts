/** The cases of every provider. Tests only. */
import type { ProviderCase } from './case.ts'
import { tencentCases } from './tencent/cases.ts'

export const CASES: readonly ProviderCase[] = [...tencentCases]
