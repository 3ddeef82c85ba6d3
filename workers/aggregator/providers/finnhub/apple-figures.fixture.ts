/**
 * Figures from Apple's four reports on its fiscal year 2025, by tag and unit, as EDGAR lists them
 * in `companyfacts`. The three quarterly reports hold the figures of the quarter and of the year so
 * far. Tests only.
 */
export interface ReportedFigure {
  /** The first day; a figure of the balance sheet has none. */
  start?: string
  end: string
  val: number
  /** The accession number of the report. */
  accn: string
}

export const APPLE_2025: Record<string, { units: Record<string, ReportedFigure[]> }> = {
  RevenueFromContractWithCustomerExcludingAssessedTax: {
    units: {
      USD: [
        { start: '2024-09-29', end: '2024-12-28', val: 124300000000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 219659000000, accn: '0000320193-25-000057' },
        { start: '2024-12-29', end: '2025-03-29', val: 95359000000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 313695000000, accn: '0000320193-25-000073' },
        { start: '2025-03-30', end: '2025-06-28', val: 94036000000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 416161000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  NetIncomeLoss: {
    units: {
      USD: [
        { start: '2024-09-29', end: '2024-12-28', val: 36330000000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 61110000000, accn: '0000320193-25-000057' },
        { start: '2024-12-29', end: '2025-03-29', val: 24780000000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 84544000000, accn: '0000320193-25-000073' },
        { start: '2025-03-30', end: '2025-06-28', val: 23434000000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 112010000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  EarningsPerShareDiluted: {
    units: {
      'USD/shares': [
        { start: '2024-09-29', end: '2024-12-28', val: 2.4, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 4.05, accn: '0000320193-25-000057' },
        { start: '2024-12-29', end: '2025-03-29', val: 1.65, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 5.62, accn: '0000320193-25-000073' },
        { start: '2025-03-30', end: '2025-06-28', val: 1.57, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 7.46, accn: '0000320193-25-000079' },
      ],
    },
  },
  WeightedAverageNumberOfDilutedSharesOutstanding: {
    units: {
      shares: [
        { start: '2024-09-29', end: '2024-12-28', val: 15150865000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 15103499000, accn: '0000320193-25-000057' },
        { start: '2024-12-29', end: '2025-03-29', val: 15056133000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 15051726000, accn: '0000320193-25-000073' },
        { start: '2025-03-30', end: '2025-06-28', val: 14948179000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 15004697000, accn: '0000320193-25-000079' },
      ],
    },
  },
  NetCashProvidedByUsedInOperatingActivities: {
    units: {
      USD: [
        { start: '2024-09-29', end: '2024-12-28', val: 29935000000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 53887000000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 81754000000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 111482000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  PaymentsToAcquirePropertyPlantAndEquipment: {
    units: {
      USD: [
        { start: '2024-09-29', end: '2024-12-28', val: 2940000000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 6011000000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 9473000000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 12715000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  PaymentsForRepurchaseOfCommonStock: {
    units: {
      USD: [
        { start: '2024-09-29', end: '2024-12-28', val: 23606000000, accn: '0000320193-25-000008' },
        { start: '2024-09-29', end: '2025-03-29', val: 49504000000, accn: '0000320193-25-000057' },
        { start: '2024-09-29', end: '2025-06-28', val: 70579000000, accn: '0000320193-25-000073' },
        { start: '2024-09-29', end: '2025-09-27', val: 90711000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  Assets: {
    units: {
      USD: [
        { end: '2024-12-28', val: 344085000000, accn: '0000320193-25-000008' },
        { end: '2025-03-29', val: 331233000000, accn: '0000320193-25-000057' },
        { end: '2025-06-28', val: 331495000000, accn: '0000320193-25-000073' },
        { end: '2025-09-27', val: 359241000000, accn: '0000320193-25-000079' },
      ],
    },
  },
  StockholdersEquity: {
    units: {
      USD: [
        { end: '2024-12-28', val: 66758000000, accn: '0000320193-25-000008' },
        { end: '2025-03-29', val: 66796000000, accn: '0000320193-25-000057' },
        { end: '2025-06-28', val: 65830000000, accn: '0000320193-25-000073' },
        { end: '2025-09-27', val: 73733000000, accn: '0000320193-25-000079' },
      ],
    },
  },
}
