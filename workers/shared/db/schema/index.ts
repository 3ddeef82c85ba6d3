/** The whole schema, with one file for each table. */
export { bars } from './bars.ts'
export { books, companyBooks } from './books.ts'
export { exhibits } from './exhibits.ts'
export { facts } from './facts.ts'
export { fetches } from './fetches.ts'
export { filings } from './filings.ts'
export { frameBatches, frames, marketDays, universes } from './frames.ts'
export { instruments } from './instruments.ts'
export { items } from './items.ts'
export { logCounts, logLines } from './log-lines.ts'
export { quoteMinutes } from './quote-minutes.ts'
export { rawReadings } from './raw-readings.ts'
export { realtimeQuotes } from './realtime-quotes.ts'
export { reportSections } from './report-sections.ts'
export { reports } from './reports.ts'
export { sources } from './sources.ts'
export {
  marketRefreshes,
  refreshParts,
  savedScreens,
  screenColumns,
  screenRuns,
  snapshots,
  snapshotSlices,
} from './screens.ts'
