/**
 * Checks the whole configuration. It finds what the schema of a single document cannot see, because
 * one document refers to the content of another. Pure; it runs before a document is saved.
 */
import type { ConfigSnapshot } from '#shared/contracts/config-documents.ts'
import { dataSourceFaults } from './data-source-faults.ts'
import type { ConfigurationFault, DocumentName, FaultInDocument } from './fault.ts'
import { moduleFaults } from './modules.ts'
import { type PromptReader, templateFaults } from './prompt-template.ts'
import { systemFaults } from './system-faults.ts'

/** The documents that are checked together. */
export type Configuration = Pick<ConfigSnapshot, 'system' | 'modules' | 'prompts' | 'data_sources'>

/** The modules that are written by a prompt. */
const readersOf = (modules: Configuration['modules'], prompt: string): PromptReader[] =>
  modules
    .filter((module) => module.prompt === prompt)
    .map(({ id, reads = [] }) => ({ id, reads: reads.map(({ exhibit }) => exhibit) }))

/** All faults that keep this configuration from working, in the order of the documents. */
export const validateConfiguration = (config: Configuration): ConfigurationFault[] => {
  const inDocument =
    (document: DocumentName) =>
    (fault: FaultInDocument): ConfigurationFault => ({ document, ...fault })
  return [
    ...systemFaults(config.system).map(inDocument('system')),
    ...moduleFaults(config.modules, Object.keys(config.prompts), config.system.models).map(
      inDocument('analysis-modules'),
    ),
    ...dataSourceFaults(config.data_sources).map(inDocument('data-sources')),
    ...Object.entries(config.prompts).flatMap(([id, template]) =>
      templateFaults(template, readersOf(config.modules, id)).map(inDocument(`prompts/${id}`)),
    ),
  ]
}

/**
 * The faults that forbid a write: all faults of the written documents, and the faults of other
 * documents that did not exist before. A fault that another document has had since an older release
 * does not block the write.
 */
export const faultsOfWrite = (
  before: Configuration,
  after: Configuration,
  ...written: readonly DocumentName[]
): ConfigurationFault[] => {
  // Not by its message: that names what there is, which any write may change.
  const key = ({ document, path, reason }: ConfigurationFault) =>
    JSON.stringify([document, path, reason])
  const known = new Set(validateConfiguration(before).map(key))
  return validateConfiguration(after).filter(
    (fault) => written.includes(fault.document) || !known.has(key(fault)),
  )
}
