/** Which kinds of company a test fits. Pure data. */
import type { IndustryKind } from '../../industry.ts'
import { isFinancialKind } from '../../valuation/company-figures.ts'

export const anyKind = (): boolean => true
/** What they owe is not their business. */
export const isCommercial = (kind: IndustryKind): boolean =>
  !isFinancialKind(kind) && kind !== 'fund'
/** Makes or sells something with ordinary working capital. */
export const isTrading = (kind: IndustryKind): boolean =>
  isCommercial(kind) && kind !== 'reit' && kind !== 'utility'
export const isOwnerOfBuildings = (kind: IndustryKind): boolean => kind === 'reit'
export const isNoTrust = (kind: IndustryKind): boolean => isCommercial(kind) && kind !== 'reit'
export const isBank = (kind: IndustryKind): boolean => kind === 'bank'
export const isFinancial = isFinancialKind
export const isPropertyInsurer = (kind: IndustryKind): boolean => kind === 'property_insurer'
export const isHealthInsurer = (kind: IndustryKind): boolean => kind === 'health_insurer'
export const isHeavy = (kind: IndustryKind): boolean => kind === 'utility' || kind === 'reit'
