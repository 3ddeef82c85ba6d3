/** For tests: a report and a section with nothing in them but what is told. */
import type { Report, Section } from '#shared/contracts/orchestrator.ts'

export const MADE_AT = '2026-01-01T00:00:00.000Z'

export const reportMade = (told: Partial<Report> = {}): Report => ({
  id: 'rep_test0001',
  status: 'queued',
  reason: null,
  detail: null,
  market: 'US',
  symbol: 'TEST',
  instrument: null,
  language: 'en',
  model: 'auto',
  as_of: null,
  inputs_of: null,
  created_at: MADE_AT,
  completed_at: null,
  config_version: null,
  seal: null,
  book: null,
  reading: null,
  exhibits: null,
  rating: null,
  sections: [],
  ...told,
})

/** A section; a complete one has a text. */
export const sectionMade = (
  module: string,
  status: Section['status'],
  told: Partial<Section> = {},
): Section => ({
  module,
  names: { en: module, zh: module },
  needs: [],
  position: 0,
  status,
  reason: null,
  detail: null,
  text: status === 'complete' ? 'Text.' : null,
  cited: [],
  unverified: [],
  findings: null,
  usage: null,
  fallback: null,
  reused: null,
  started_at: null,
  completed_at: null,
  ...told,
})
