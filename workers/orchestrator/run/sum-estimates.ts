/** What a report may cost: of its modules together, within the caps. Pure. */
import type { CostCaps } from '#shared/contracts/config-documents.ts'
import type { ReportEstimate } from '#shared/contracts/orchestrator.ts'

/** What the caps leave: the cap of the report, or what is left of the day. Null without caps. */
const roomOf = ({ report_usd, day_usd }: CostCaps, spentToday: number): number | null => {
  const day = day_usd === null ? null : Math.max(0, day_usd - spentToday)
  if (report_usd === null || day === null) return report_usd ?? day
  return Math.min(report_usd, day)
}

const sumOf = (costs: readonly (number | null)[]): number | null =>
  costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0)

export const sumEstimates = (
  modules: ReportEstimate['modules'],
  caps: CostCaps,
  spentToday: number,
): Omit<ReportEstimate, 'exhibits_of' | 'left_out'> => {
  const paid = modules.filter(({ free }) => !free)
  const room = paid.length === 0 ? null : roomOf(caps, spentToday)
  const most = sumOf(paid.map(({ most_usd }) => most_usd))
  const likely = sumOf(paid.map(({ likely_usd }) => likely_usd))
  const isUnpriced = room !== null && paid.every(({ call_usd }) => call_usd === null)
  const isOver = room !== null && paid.every(({ call_usd }) => call_usd === null || call_usd > room)
  return {
    free: paid.length === 0,
    most_usd: most === null || room === null ? (most ?? room) : Math.min(most, room),
    likely_usd: likely,
    room_usd: room,
    short: room !== null && likely !== null && likely > room,
    refused: isUnpriced ? 'model_price_unknown' : isOver ? 'model_cap_reached' : null,
    modules,
  }
}
