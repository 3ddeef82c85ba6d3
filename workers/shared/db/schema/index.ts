/** The whole schema, one table a file. */
export { facts } from './facts.ts'
export { fetches } from './fetches.ts'
export { instruments } from './instruments.ts'
export { realtimeQuotes } from './realtime-quotes.ts'
export { reportSections } from './report-sections.ts'
export { reports } from './reports.ts'
export { sources } from './sources.ts'
