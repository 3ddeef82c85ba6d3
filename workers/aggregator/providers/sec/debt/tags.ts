/**
 * The tags under which debt is filed: which is a whole, which are its parts, and which stand beside
 * it. Data only; split.ts reads it. Names are without their taxonomy.
 */

/** A line of debt: the tag of the whole, else the sum of its parts. */
export interface DebtLine {
  /** The tags of the whole, best first; none when the line has no tag of its own. */
  tags: readonly string[]
  /** Lines that are inside the whole. They are added up where the whole is not filed. */
  parts?: readonly DebtLine[]
  /**
   * Kinds of debt that some filers put inside the whole and others on a line beside it. The wholes
   * above decide where they are filed; without these a kind counts as a line of its own, unless it
   * is about as large as the whole, which makes it the same line under a second tag.
   */
  kinds?: readonly string[]
  /**
   * Tags of what the filer calls other debt. It is a part of the whole, and is read only where the
   * whole is not filed.
   */
  rest?: readonly string[]
}

export interface DebtTags {
  taxonomy: string
  /** All that is owed. */
  all: readonly string[]
  /** What is due within a year. */
  current: DebtLine
  /** Borrowed for less than a year; a part of `current`. */
  shortTerm: DebtLine
  /** The tag of short-term borrowings of no particular kind; null when there is none. */
  otherShortTerm: string | null
  /** The part of long-term debt that is due within a year; a part of `current`. */
  currentPortion: DebtLine
  /** What is due after a year. */
  noncurrent: DebtLine
  /** Long-term debt with the part that is due within a year. */
  longTerm: readonly string[]
  /**
   * Lines of short-term borrowings. Some filers also put the part of a long-term loan in them that
   * is due within a year.
   */
  shortTermLines: readonly string[]
  /** The lines of long-term debt as a balance sheet has them: more than a kind of debt. */
  longTermLines: readonly string[]
  /** Leases due after a year: a line beside long-term debt. */
  leases: readonly string[]
  /** The tags of its part that is due within a year. */
  longTermPortion: readonly string[]
  /**
   * Debt owed to trusts that hold only this debt. It is a line of its own beside long-term debt.
   */
  trusts: readonly string[]
  /** Owed to related parties: lines beside all others. */
  related: { current: readonly string[]; noncurrent: readonly string[]; both: readonly string[] }
  /**
   * Kinds of debt without a word about when they are due. They are read only where nothing above
   * is filed: otherwise they repeat, in a note, what the balance sheet has.
   */
  undated: readonly string[]
  /**
   * Tags that some filers use for a line of the balance sheet and others for a detail of a note. A
   * line of the balance sheet is in interim reports too; what is in annual reports alone is a
   * detail, and some of it is among other liabilities.
   */
  ofNotes: readonly string[]
  /** Tags that show that there is long-term debt, though they do not say how much is carried. */
  signs: readonly string[]
  /**
   * Figures of notes below which debt cannot be: this share of the sum of the tags. The share
   * leaves room for discounts and for fair values above what is carried.
   */
  floors: readonly { tags: readonly string[]; share: number }[]
}

const line = (...tags: string[]): DebtLine => ({ tags })

const SHORT_TERM: DebtLine = {
  tags: ['ShortTermBorrowings'],
  parts: [
    line('CommercialPaper'),
    line('ShortTermBankLoansAndNotesPayable'),
    line('ShortTermNonBankLoansAndNotesPayable'),
    line('OtherShortTermBorrowings'),
    line('BridgeLoan'),
    line('ConstructionLoan'),
    line('WarehouseAgreementBorrowings'),
    line('FederalHomeLoanBankAdvancesCurrent', 'AdvancesFromFederalHomeLoanBanksCurrent'),
  ],
}

const CURRENT_LEASES = line('CapitalLeaseObligationsCurrent')
const LEASES = line('CapitalLeaseObligationsNoncurrent')

const CURRENT_PORTION: DebtLine = {
  tags: ['LongTermDebtAndCapitalLeaseObligationsCurrent'],
  parts: [
    {
      tags: ['LongTermDebtCurrent'],
      kinds: [
        'ConvertibleDebtCurrent',
        'ConvertibleNotesPayableCurrent',
        'ConvertibleSubordinatedDebtCurrent',
        'SecuredDebtCurrent',
        'UnsecuredDebtCurrent',
        'SubordinatedDebtCurrent',
        'SeniorNotesCurrent',
        'MediumtermNotesCurrent',
        'JuniorSubordinatedNotesCurrent',
        'LinesOfCreditCurrent',
        'NotesAndLoansPayableCurrent',
        'NotesPayableCurrent',
        'NotesPayableToBankCurrent',
        'LoansPayableCurrent',
        'LoansPayableToBankCurrent',
        'LongTermCommercialPaperCurrent',
        'LongTermConstructionLoanCurrent',
        'LongTermTransitionBondCurrent',
      ],
      rest: ['OtherLongTermDebtCurrent', 'OtherNotesPayableCurrent', 'OtherLoansPayableCurrent'],
    },
    CURRENT_LEASES,
  ],
}

const NONCURRENT: DebtLine = {
  tags: ['LongTermDebtAndCapitalLeaseObligations'],
  parts: [
    {
      tags: ['LongTermDebtNoncurrent'],
      kinds: [
        'ConvertibleDebtNoncurrent',
        'ConvertibleLongTermNotesPayable',
        'ConvertibleSubordinatedDebtNoncurrent',
        'ConvertibleNotesPayableNoncurrent',
        'SecuredLongTermDebt',
        'UnsecuredLongTermDebt',
        'SubordinatedLongTermDebt',
        'SeniorLongTermNotes',
        'MediumtermNotesNoncurrent',
        'JuniorSubordinatedLongTermNotes',
        'LongTermLineOfCredit',
        'CommercialPaperNoncurrent',
        'LongTermConstructionLoan',
        'ConstructionLoanNoncurrent',
        'LongTermNotesAndLoans',
        'LongTermNotesPayable',
        'NotesPayableToBankNoncurrent',
        'LongTermLoansPayable',
        'LongTermLoansFromBank',
        'LongTermTransitionBond',
        'FederalHomeLoanBankAdvancesLongTerm',
        'LongTermFederalHomeLoanBankAdvancesNoncurrent',
      ],
      rest: [
        'OtherLongTermDebtNoncurrent',
        'OtherLongTermNotesPayable',
        'OtherLoansPayableLongTerm',
      ],
    },
    LEASES,
  ],
}

/** The table of what falls due in which year. */
const MATURITIES = [
  'LongTermDebtMaturitiesRepaymentsOfPrincipalInNextTwelveMonths',
  'LongTermDebtMaturitiesRepaymentsOfPrincipalInYearTwo',
  'LongTermDebtMaturitiesRepaymentsOfPrincipalInYearThree',
  'LongTermDebtMaturitiesRepaymentsOfPrincipalInYearFour',
  'LongTermDebtMaturitiesRepaymentsOfPrincipalInYearFive',
  'LongTermDebtMaturitiesRepaymentsOfPrincipalAfterYearFive',
]

export const US_GAAP_DEBT: DebtTags = {
  taxonomy: 'us-gaap',
  all: ['DebtAndCapitalLeaseObligations', 'DebtLongtermAndShorttermCombinedAmount'],
  current: { tags: ['DebtCurrent'], parts: [SHORT_TERM, CURRENT_PORTION] },
  shortTerm: SHORT_TERM,
  otherShortTerm: 'OtherShortTermBorrowings',
  currentPortion: CURRENT_PORTION,
  noncurrent: NONCURRENT,
  longTerm: ['LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities', 'LongTermDebt'],
  shortTermLines: [
    'LinesOfCreditCurrent',
    'NotesPayableCurrent',
    'NotesPayableToBankCurrent',
    'NotesAndLoansPayableCurrent',
    'LoansPayableCurrent',
    'LoansPayableToBankCurrent',
  ],
  longTermLines: ['LongTermDebtAndCapitalLeaseObligations', 'LongTermDebtNoncurrent'],
  leases: LEASES.tags,
  longTermPortion: ['LongTermDebtAndCapitalLeaseObligationsCurrent', 'LongTermDebtCurrent'],
  trusts: [
    'JuniorSubordinatedNotes',
    'JuniorSubordinatedDebentureOwedToUnconsolidatedSubsidiaryTrust',
  ],
  related: {
    current: ['NotesPayableRelatedPartiesClassifiedCurrent'],
    noncurrent: ['NotesPayableRelatedPartiesNoncurrent'],
    both: ['NotesPayableRelatedPartiesCurrentAndNoncurrent'],
  },
  undated: [
    'SecuredDebt',
    'UnsecuredDebt',
    'SubordinatedDebt',
    'SeniorNotes',
    'ConvertibleDebt',
    'ConvertibleNotesPayable',
    'ConvertibleSubordinatedDebt',
    'MediumtermNotes',
    'NotesAndLoansPayable',
    'NotesPayable',
    'NotesPayableToBank',
    'OtherNotesPayable',
    'LoansPayable',
    'LoansPayableToBank',
    'OtherLoansPayable',
    'LineOfCredit',
    'OtherLongTermDebt',
    'OtherBorrowings',
    'AdvancesFromFederalHomeLoanBanks',
    'LongTermDebtComponentsMortgageLoans',
    'CapitalLeaseObligations',
  ],
  ofNotes: [
    'CapitalLeaseObligationsCurrent',
    'CapitalLeaseObligationsNoncurrent',
    'CapitalLeaseObligations',
    'OtherLongTermDebtNoncurrent',
    'OtherLongTermDebtCurrent',
  ],
  signs: ['DebtInstrumentCarryingAmount', 'LongTermDebtFairValue'],
  floors: [
    { tags: ['DebtInstrumentCarryingAmount'], share: 0.9 },
    { tags: ['LongTermDebtFairValue'], share: 0.75 },
    { tags: MATURITIES, share: 0.9 },
  ],
}

export const IFRS_DEBT: DebtTags = {
  taxonomy: 'ifrs-full',
  all: ['Borrowings'],
  current: {
    tags: ['CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings'],
    parts: [
      line('ShorttermBorrowings', 'CurrentBorrowings'),
      line('CurrentPortionOfLongtermBorrowings', 'CurrentPortionOfNoncurrentBorrowings'),
    ],
  },
  shortTerm: line('ShorttermBorrowings', 'CurrentBorrowings'),
  otherShortTerm: null,
  currentPortion: line(
    'CurrentPortionOfLongtermBorrowings',
    'CurrentPortionOfNoncurrentBorrowings',
  ),
  noncurrent: {
    tags: ['NoncurrentPortionOfNoncurrentBorrowings', 'LongtermBorrowings'],
    parts: [
      line('NoncurrentPortionOfNoncurrentBondsIssued'),
      line('NoncurrentPortionOfNoncurrentLoansReceived'),
    ],
  },
  longTerm: [],
  shortTermLines: [],
  longTermLines: [],
  leases: [],
  longTermPortion: [],
  trusts: [],
  related: { current: [], noncurrent: [], both: [] },
  ofNotes: [],
  undated: ['BondsIssued', 'NotesAndDebenturesIssued', 'LoansReceived'],
  signs: [],
  floors: [],
}

const tagsOfLine = ({ tags, parts = [], kinds = [], rest = [] }: DebtLine): string[] => [
  ...tags,
  ...parts.flatMap(tagsOfLine),
  ...kinds,
  ...rest,
]

/** Every tag, with its taxonomy. */
export const debtTagsOf = (debt: DebtTags): string[] => [
  ...new Set(
    [
      ...debt.all,
      ...[debt.current, debt.noncurrent].flatMap(tagsOfLine),
      ...debt.longTerm,
      ...debt.trusts,
      ...Object.values(debt.related).flat(),
      ...debt.undated,
      ...debt.signs,
      ...debt.floors.flatMap(({ tags }) => tags),
    ].map((name) => `${debt.taxonomy}:${name}`),
  ),
]
