/** The tags of the balance sheet and of share counts on a day, best first. Data only. */
import type { ConceptId } from '#shared/concepts.ts'
import { MEZZANINE, TOTAL_EQUITY } from './identity-tags.ts'
import { MINORITY, ALL_CASH } from './shared-tags.ts'
import { dei, ifrs, ifrsSum, sum, tag, tags, type TagSum } from './sources.ts'

const FINITE_LIVED = 'FiniteLivedIntangibleAssetsNet'
const INDEFINITE_LIVED = 'IndefiniteLivedIntangibleAssetsExcludingGoodwill'
const OPERATING_LEASES = [
  ['OperatingLeaseLiability'],
  ['OperatingLeaseLiabilityCurrent', 'OperatingLeaseLiabilityNoncurrent'],
]
const FINANCE_LEASES = [
  ['FinanceLeaseLiability'],
  ['FinanceLeaseLiabilityCurrent', 'FinanceLeaseLiabilityNoncurrent'],
]

/**
 * Investments as one line, or as the sum of their kinds. A line that is less than one of the kinds
 * is one of several. Long-term investments may hold associates, so marketable securities may be
 * less.
 */
const investmentsOf = (due: 'Current' | 'Noncurrent', wholes: readonly string[]): TagSum[] => {
  const all = `AvailableForSaleSecurities${due}`
  const debt = `AvailableForSaleSecuritiesDebtSecurities${due}`
  const equity = `AvailableForSaleSecuritiesEquitySecurities${due}`
  const newerDebt = `DebtSecuritiesAvailableForSaleExcludingAccruedInterest${due}`
  const others = [
    `HeldToMaturitySecurities${due}`,
    `DebtSecuritiesHeldToMaturityAmortizedCostAfterAllowanceForCreditLoss${due}`,
    `TradingSecurities${due}`,
  ]
  const kinds = [all, debt, equity, newerDebt, ...others]
  return [
    ...wholes.map((name) =>
      tag(name, { notBelow: [...(due === 'Current' ? wholes : []), ...kinds] }),
    ),
    tag(all, { also: others, notBelow: [debt, newerDebt, equity] }),
    tag(debt, { also: [equity, ...others] }),
    ...[newerDebt, equity, ...others].map((name, at, names) =>
      tag(name, { also: names.slice(at + 1) }),
    ),
  ]
}

export const BALANCE_CHAINS: Partial<Record<ConceptId, readonly TagSum[]>> = {
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
  short_term_investments: investmentsOf('Current', [
    'MarketableSecuritiesCurrent',
    'ShortTermInvestments',
    'DebtSecuritiesCurrent',
  ]),
  long_term_investments: investmentsOf('Noncurrent', [
    'MarketableSecuritiesNoncurrent',
    'LongTermInvestments',
  ]),
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
    tag('IntangibleAssetsNetExcludingGoodwill', { notBelow: [FINITE_LIVED, INDEFINITE_LIVED] }),
    tag(FINITE_LIVED, { also: [INDEFINITE_LIVED] }),
    tag(INDEFINITE_LIVED, { unlessBeside: ['OtherIntangibleAssetsNet'] }),
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
    ...OPERATING_LEASES.flatMap((operating) =>
      FINANCE_LEASES.map((finance) => sum([...operating, ...finance])),
    ),
    // Beside one line of finance leases those of operating leases are a part.
    ...OPERATING_LEASES.map((operating) =>
      sum(operating, [], { unlessBeside: FINANCE_LEASES.flat() }),
    ),
    ...ifrs('LeaseLiabilities'),
    ifrsSum('CurrentLeaseLiabilities', 'NoncurrentLeaseLiabilities'),
  ],
  total_liabilities: [
    ...tags('Liabilities'),
    sum(['LiabilitiesAndStockholdersEquity'], [TOTAL_EQUITY], { lessFirstOf: MEZZANINE }),
    sum(['LiabilitiesAndStockholdersEquity'], ['StockholdersEquity'], {
      unless: MINORITY.unless,
      lessFirstOf: MEZZANINE,
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
