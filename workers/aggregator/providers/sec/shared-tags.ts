/** Tags that the chains of several statements use. Data only. */

/** Tags that show that there are minority owners, so the parent's figure is not the total. */
export const MINORITY = {
  unless: ['MinorityInterest', 'NetIncomeLossAttributableToNoncontrollingInterest'],
}
export const ALL_CASH = 'CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents'
export const continuing = (kind: string): string =>
  `NetCashProvidedByUsedIn${kind}ActivitiesContinuingOperations`
