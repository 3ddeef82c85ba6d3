/** Bindings of the analysis service: the keys of models and the address of Gemini. */
export interface Env {
  /**
   * Replaces https://generativelanguage.googleapis.com by the address of a proxy or a test server.
   */
  GEMINI_BASE_URL?: string
  /** Secrets. Each configured model names the binding that holds its key. */
  [key: `${string}_API_KEY`]: string | undefined
}
