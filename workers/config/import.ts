/** Decides what an exported configuration would change, or why it cannot be taken. Pure. */
import { changesBetween, isSameDocument } from '#shared/configuration/changes.ts'
import type { ConfigurationFault } from '#shared/configuration/fault.ts'
import { type ImportedDocument, promptIdSchema } from '#shared/contracts/config.ts'
import type { Defaults } from './defaults.ts'
import {
  type DocumentKey,
  faultsOf,
  inTodaysForm,
  MOST_FAULTS,
  type NewValue,
  parseDocumentKey,
  promptIdOf,
  type StoredDocument,
  valueInForce,
  versionIn,
  type WriteFault,
} from './documents.ts'

/** A document of the file; `key` is as the file has it. */
export interface FileDocument {
  key: string
  json: string
}

export type ImportDecision =
  | { ok: true; writes: NewValue[]; changed: ImportedDocument[]; unchanged: DocumentKey[] }
  | { ok: false; reason: 'invalid_request'; errors: WriteFault[] }

const DOCUMENTS_PATH = 'body.file.documents'

const keyOfFile = (text: string): DocumentKey | null => {
  const key = parseDocumentKey(text)
  const id = key && promptIdOf(key)
  return id === null || promptIdSchema.safeParse(id).success ? key : null
}

/** The place of a fault of the configuration, given as a path in the file that was sent. */
const fileFault = (
  { document, path, ...fault }: ConfigurationFault,
  places: ReadonlyMap<DocumentKey, number>,
): WriteFault => {
  const at = places.get(document)
  const base = at === undefined ? document : `${DOCUMENTS_PATH}.${at}.value`
  return { ...fault, path: [base, path].filter(Boolean).join('.') }
}

/** The documents of the file in today's form, with their places, and the faults of the others. */
const readFile = (defaults: Defaults, file: readonly FileDocument[]) => {
  const values: NewValue[] = []
  const places = new Map<DocumentKey, number>()
  const faults: WriteFault[] = []
  for (const [at, { key: text, json }] of file.entries()) {
    const key = keyOfFile(text)
    const path = `${DOCUMENTS_PATH}.${at}.key`
    if (key === null)
      faults.push({ path, reason: 'malformed', message: `there is no document ${text}` })
    else if (places.has(key))
      faults.push({ path, reason: 'duplicate', message: `${text} is named twice` })
    else {
      places.set(key, at)
      const read = inTodaysForm(defaults, { key, json })
      if (read.ok) values.push({ key, json: JSON.stringify(read.value) })
      else
        faults.push(...read.faults.map((fault) => fileFault({ ...fault, document: key }, places)))
    }
  }
  return { values, places, faults }
}

/**
 * Every document that differs from the one in force is written. What the file does not have stays
 * as it is.
 */
export const decideImport = (
  stored: readonly StoredDocument[],
  defaults: Defaults,
  file: readonly FileDocument[],
): ImportDecision => {
  const { values, places, faults } = readFile(defaults, file)
  if (faults.length > 0)
    return { ok: false, reason: 'invalid_request', errors: faults.slice(0, MOST_FAULTS) }
  const writes: NewValue[] = []
  const changed: ImportedDocument[] = []
  const unchanged: DocumentKey[] = []
  for (const { key, json } of values) {
    const [before, after] = [valueInForce(stored, defaults, key), JSON.parse(json) as unknown]
    if (isSameDocument(before, after)) unchanged.push(key)
    else {
      writes.push({ key, json })
      const from_version = versionIn(stored, key)
      changed.push({ document: key, from_version, ...changesBetween(before, after) })
    }
  }
  const errors = faultsOf(stored, defaults, writes).map((fault) => fileFault(fault, places))
  return errors.length === 0
    ? { ok: true, writes, changed, unchanged }
    : { ok: false, reason: 'invalid_request', errors: errors.slice(0, MOST_FAULTS) }
}
