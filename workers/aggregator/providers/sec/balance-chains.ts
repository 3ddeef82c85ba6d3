/** The tags of the balance sheet and of share counts on a day, best first. Data only. */
import type { ConceptId } from '#shared/concepts.ts'
import { TOTAL_EQUITY } from './identity-tags.ts'
import { MINORITY, ALL_CASH } from './shared-tags.ts'
import { dei, ifrs, ifrsSum, sum, tag, tags, type Source } from './sources.ts'

/**
 * Equity between liabilities and shareholders' equity. When a company has it, total minus equity is
 * not liabilities.
 */
const MEZZANINE = [
  'TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests',
  'TemporaryEquityCarryingAmountAttributableToParent',
  'TemporaryEquityCarryingAmount',
  'RedeemableNoncontrollingInterestEquityCarryingAmount',
  'RedeemableNoncontrollingInterestEquityCommonCarryingAmount',
  'RedeemableNoncontrollingInterestEquityPreferredCarryingAmount',
  'RedeemableNoncontrollingInterestEquityRedemptionValue',
  'TemporaryEquityRedemptionValue',
  'OtherMinorityInterests',
  'MinorityInterestInPreferredUnitHolders',
]

export const BALANCE_CHAINS: Partial<Record<ConceptId, readonly Source[]>> = {
  // The count on the cover has the cover's date and the count on the balance sheet has its own
  // date, so they do not compete.
  shares_outstanding: [
    dei('EntityCommonStockSharesOutstanding'),
    ...tags('CommonStockSharesOutstanding'),
  ],
  cash: [
    ...tags('CashAndCashEquivalentsAtCarryingValue'),
    ...['RestrictedCash', 'RestrictedCashAndCashEquivalents', 'RestrictedCashCurrent'].map((name) =>
      sum([ALL_CASH], [name]),
    ),
    ...tags('Cash', 'CashAndDueFromBanks', 'CashCashEquivalentsAndFederalFundsSold'),
    tag(ALL_CASH, {
      unlessBeside: ['RestrictedCash', 'RestrictedCashAndCashEquivalents', 'RestrictedCashCurrent'],
    }),
    ...ifrs('CashAndCashEquivalents'),
  ],
  short_term_investments: tags(
    'MarketableSecuritiesCurrent',
    'ShortTermInvestments',
    'DebtSecuritiesCurrent',
    'AvailableForSaleSecuritiesDebtSecuritiesCurrent',
    'AvailableForSaleSecuritiesCurrent',
    'DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent',
  ),
  long_term_investments: tags(
    'MarketableSecuritiesNoncurrent',
    'LongTermInvestments',
    'AvailableForSaleSecuritiesNoncurrent',
    'AvailableForSaleSecuritiesDebtSecuritiesNoncurrent',
  ),
  receivables: [
    ...tags(
      'AccountsReceivableNetCurrent',
      'ReceivablesNetCurrent',
      'AccountsAndOtherReceivablesNetCurrent',
      'AccountsNotesAndLoansReceivableNetCurrent',
      'AccountsReceivableNet',
    ),
    ...ifrs('CurrentTradeReceivables', 'TradeAndOtherCurrentReceivables', 'TradeReceivables'),
  ],
  inventory: [...tags('InventoryNet'), ...ifrs('Inventories')],
  current_assets: [...tags('AssetsCurrent'), ...ifrs('CurrentAssets')],
  property_plant_equipment: [
    ...tags(
      'PropertyPlantAndEquipmentNet',
      'PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization',
    ),
    ...ifrs('PropertyPlantAndEquipment'),
  ],
  goodwill: [...tags('Goodwill'), ...ifrs('Goodwill')],
  intangibles: [
    ...tags('IntangibleAssetsNetExcludingGoodwill', 'FiniteLivedIntangibleAssetsNet'),
    ...ifrs('IntangibleAssetsOtherThanGoodwill'),
  ],
  total_assets: [...tags('Assets'), ...ifrs('Assets')],
  payables: [
    ...tags('AccountsPayableCurrent', 'AccountsPayableTradeCurrent'),
    ...ifrs('TradeAndOtherCurrentPayables'),
  ],
  contract_liabilities: [
    ...tags('ContractWithCustomerLiabilityCurrent', 'DeferredRevenueCurrent'),
    ...ifrs('CurrentContractLiabilities'),
  ],
  current_liabilities: [...tags('LiabilitiesCurrent'), ...ifrs('CurrentLiabilities')],
  lease_liabilities: [
    sum(['OperatingLeaseLiability', 'FinanceLeaseLiability']),
    sum(['OperatingLeaseLiabilityCurrent', 'OperatingLeaseLiabilityNoncurrent']),
    ...tags('OperatingLeaseLiability'),
    ...ifrs('LeaseLiabilities'),
    ifrsSum('CurrentLeaseLiabilities', 'NoncurrentLeaseLiabilities'),
  ],
  total_liabilities: [
    ...tags('Liabilities'),
    ...MEZZANINE.map((name) => sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY, name])),
    sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY], { unless: MEZZANINE }),
    sum(['LiabilitiesAndStockholdersEquity'], ['StockholdersEquity'], {
      unless: [...MEZZANINE, ...MINORITY.unless],
    }),
    ...ifrs('Liabilities'),
  ],
  temporary_equity: tags(...MEZZANINE),
  retained_earnings: [...tags('RetainedEarningsAccumulatedDeficit'), ...ifrs('RetainedEarnings')],
  minority_interest: [
    ...tags('MinorityInterest', 'PartnersCapitalAttributableToNoncontrollingInterest'),
    ...ifrs('NoncontrollingInterests'),
  ],
  equity_parent: [
    ...tags('StockholdersEquity'),
    sum([TOTAL_EQUITY], ['MinorityInterest']),
    tag(TOTAL_EQUITY, MINORITY),
    ...tags('PartnersCapital', 'MembersEquity', 'CommonStockholdersEquity'),
    ...ifrs('EquityAttributableToOwnersOfParent'),
  ],
  total_equity: [
    ...tags(TOTAL_EQUITY),
    sum(['StockholdersEquity', 'MinorityInterest']),
    tag('StockholdersEquity', MINORITY),
    ...tags(
      'PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest',
      'LimitedLiabilityCompanyLlcMembersEquityIncludingPortionAttributableToNoncontrollingInterest',
    ),
    tag('PartnersCapital', MINORITY),
    tag('MembersEquity', MINORITY),
    ...ifrs('Equity'),
  ],
  loans: [
    ...tags(
      'LoansAndLeasesReceivableNetReportedAmount',
      'FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss',
      'FinancingReceivableAfterAllowanceForCreditLoss',
    ),
    ...ifrs('LoansAndAdvancesToCustomers'),
  ],
  deposits: [...tags('Deposits'), ...ifrs('DepositsFromCustomers')],
}
