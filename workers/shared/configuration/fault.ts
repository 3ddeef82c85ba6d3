/** A fault of the configuration: which document, where in it, and what is wrong. */
export type DocumentName =
  | 'system'
  | 'analysis-modules'
  | 'data-sources'
  | 'watchlist'
  | `prompts/${string}`

export interface ConfigurationFault {
  document: DocumentName
  /** Path into the document, e.g. `2.needs.0`; empty for the document as a whole. */
  path: string
  message: string
}
