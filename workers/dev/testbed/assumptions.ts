/**
 * The valuation assumptions of the shipped configuration; no table of the test bed rests on them.
 */
import type { SystemConfig } from '#shared/contracts/config-documents.ts'

export const DEFAULTS: SystemConfig['valuation'] = {
  discount_rate: 0.09,
  terminal_growth_rate: 0.025,
  growth_cap: 0.15,
  projection_years: 10,
}
