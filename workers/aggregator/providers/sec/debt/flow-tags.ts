/**
 * The tags of what was borrowed and paid back over a period. They show that debt of a kind exists
 * or has moved, though no balance of it is filed. Data only; names are without their taxonomy.
 */

/** Borrowed for less than a year. */
export const SHORT_TERM_FLOWS: readonly string[] = [
  'ProceedsFromRepaymentsOfShortTermDebt',
  'ProceedsFromShortTermDebt',
  'RepaymentsOfShortTermDebt',
  'ProceedsFromRepaymentsOfShortTermDebtMaturingInThreeMonthsOrLess',
  'ProceedsFromShortTermDebtMaturingInThreeMonthsOrLess',
  'RepaymentsOfShortTermDebtMaturingInThreeMonthsOrLess',
  'ProceedsFromRepaymentsOfShortTermDebtMaturingInMoreThanThreeMonths',
  'ProceedsFromShortTermDebtMaturingInMoreThanThreeMonths',
  'RepaymentsOfShortTermDebtMaturingInMoreThanThreeMonths',
  'ProceedsFromRepaymentsOfCommercialPaper',
  'ProceedsFromIssuanceOfCommercialPaper',
  'ProceedsFromCommercialPaper',
  'RepaymentsOfCommercialPaper',
  'ProceedsFromRepaymentsOfOtherShortTermDebt',
  'ProceedsFromOtherShortTermDebt',
  'RepaymentsOfOtherShortTermDebt',
]

/** All other debt, and debt without a word about its kind. */
export const OTHER_DEBT_FLOWS: readonly string[] = [
  'ProceedsFromIssuanceOfDebt',
  'RepaymentsOfDebt',
  'ProceedsFromRepaymentsOfDebt',
  'RepaymentsOfDebtAndCapitalLeaseObligations',
  'ProceedsFromIssuanceOfLongTermDebt',
  'RepaymentsOfLongTermDebt',
  'ProceedsFromRepaymentsOfLongTermDebt',
  'ProceedsFromIssuanceOfLongTermDebtAndCapitalSecuritiesNet',
  'RepaymentsOfLongTermDebtAndCapitalSecurities',
  'ProceedsFromRepaymentsOfLongTermDebtAndCapitalSecurities',
  'ProceedsFromLinesOfCredit',
  'RepaymentsOfLinesOfCredit',
  'ProceedsFromRepaymentsOfLinesOfCredit',
  'ProceedsFromLongTermLinesOfCredit',
  'RepaymentsOfLongTermLinesOfCredit',
  'ProceedsFromRepaymentsOfLongTermLinesOfCredit',
  'ProceedsFromNotesPayable',
  'RepaymentsOfNotesPayable',
  'ProceedsFromRepaymentsOfNotesPayable',
  'ProceedsFromBankDebt',
  'RepaymentsOfBankDebt',
  'ProceedsFromRepaymentsOfBankDebt',
  'ProceedsFromIssuanceOfSeniorLongTermDebt',
  'RepaymentsOfSeniorDebt',
  'ProceedsFromRepaymentsOfSeniorDebt',
  'ProceedsFromIssuanceOfSecuredDebt',
  'RepaymentsOfSecuredDebt',
  'ProceedsFromRepaymentsOfSecuredDebt',
  'ProceedsFromIssuanceOfUnsecuredDebt',
  'RepaymentsOfUnsecuredDebt',
  'ProceedsFromIssuanceOfSubordinatedLongTermDebt',
  'RepaymentsOfSubordinatedDebt',
  'ProceedsFromConvertibleDebt',
  'ProceedsFromConvertibleNotesPayable',
  'RepaymentsOfConvertibleDebt',
  'RepaymentsOfConvertibleNotesPayable',
  'ProceedsFromOtherDebt',
  'RepaymentsOfOtherDebt',
  'ProceedsFromRepaymentsOfOtherDebt',
  'ProceedsFromIssuanceOfOtherLongTermDebt',
  'RepaymentsOfOtherLongTermDebt',
  'ProceedsFromRepaymentsOfOtherLongTermDebt',
  'ProceedsFromRelatedPartyDebt',
  'RepaymentsOfRelatedPartyDebt',
  'ProceedsFromRepaymentsOfRelatedPartyDebt',
  'RepaymentsOfLongTermCapitalLeaseObligations',
]

/** Paid back of loans that fall due by parts: a year before, some of them was due within a year. */
export const LONG_TERM_REPAYMENTS: readonly string[] = [
  'RepaymentsOfDebt',
  'RepaymentsOfDebtAndCapitalLeaseObligations',
  'RepaymentsOfLongTermDebt',
  'RepaymentsOfLongTermDebtAndCapitalSecurities',
]
