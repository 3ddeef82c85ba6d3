/** A fault of the configuration: which document, where in it, which kind, and what is wrong. */
export type DocumentName =
  | 'system'
  | 'analysis-modules'
  | 'data-sources'
  | 'watchlist'
  | `prompts/${string}`

/** The kinds of faults. Clients can branch on a kind; the message is for people. */
export const FAULT_REASONS = [
  /** A market has no chain of a dataset that the system cannot do without. */
  'dataset_required',
  /** Each provider of a chain is turned off. */
  'providers_disabled',
  'provider_lacks_dataset',
  /** The simulated exchange is no provider that a configuration may name. */
  'provider_simulated',
  'model_unknown',
  'module_unknown',
  'prompt_unknown',
  'group_unknown',
  'exhibit_unknown',
  /** A prompt speaks of an exhibit that the module with this prompt does not read. */
  'exhibit_not_read',
  'placeholder_unknown',
  /** A cited figure has a name or a period that no figure has. */
  'figure_unknown',
  /** A prompt without the figures, or a module that reads nothing. */
  'nothing_read',
  'cycle',
  'duplicate',
  /** A text that shows nothing. */
  'blank',
  'malformed',
  'key_missing',
  'key_unused',
  'address_missing',
  'context_missing',
  /** A setting that this kind of model does not have. */
  'setting_unused',
  /** The discount rate is so little above growth that a value has no meaning. */
  'rates_too_close',
  /** Times that contradict each other. */
  'times_do_not_fit',
  /** A number that no practice has: most often of another unit. */
  'out_of_range',
] as const
export type FaultReason = (typeof FAULT_REASONS)[number]

export interface ConfigurationFault {
  document: DocumentName
  /** Path into the document, e.g. `2.needs.0`; empty for the document as a whole. */
  path: string
  reason: FaultReason
  message: string
}

/** A fault of a document that the caller knows. */
export type FaultInDocument = Omit<ConfigurationFault, 'document'>

/** True for a text of which a reader sees something: not only spaces and invisible characters. */
export const isVisible = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

/** The entries of a list that stand in it before, each as a fault at its place. */
export const duplicateFaults = (path: string, list: readonly string[]): FaultInDocument[] => {
  const seen = new Set<string>()
  return list.flatMap((entry, at): FaultInDocument[] => {
    if (!seen.has(entry)) {
      seen.add(entry)
      return []
    }
    return [{ path: `${path}.${at}`, reason: 'duplicate', message: `${entry} is named twice` }]
  })
}
