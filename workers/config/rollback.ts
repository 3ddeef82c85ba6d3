/** Decides whether an earlier version of a document may be in force again. Pure. */
import type { Defaults } from './defaults.ts'
import {
  faultsOf,
  inTodaysForm,
  MOST_FAULTS,
  type NewValue,
  type StoredDocument,
  type WriteFault,
} from './documents.ts'

export type RollbackDecision =
  | { ok: true }
  | { ok: false; reason: 'module_graph_invalid' | 'invalid_request'; errors: WriteFault[] }

/** An earlier version is held to the rules of today, as if somebody wrote it now. */
export const decideRollback = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  earlier: NewValue,
): RollbackDecision => {
  const { key } = earlier
  const read = inTodaysForm(defaults, earlier)
  const faults = read.ok
    ? faultsOf(stored, defaults, [earlier])
    : read.faults.map((fault) => ({ ...fault, document: key }))
  if (faults.length === 0) return { ok: true }
  const errors = faults.slice(0, MOST_FAULTS).map(({ document, path, ...fault }) => ({
    ...fault,
    path: [document, path].filter(Boolean).join('.'),
  }))
  const reason = key === 'analysis-modules' ? 'module_graph_invalid' : 'invalid_request'
  return { ok: false, reason, errors }
}
