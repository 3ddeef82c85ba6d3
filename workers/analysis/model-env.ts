/** What clients of models are made from. */
export interface ModelEnv {
  /**
   * Replaces https://generativelanguage.googleapis.com by the address of a proxy or a test server.
   */
  GEMINI_BASE_URL?: string
  /** Secrets. Each configured model names the binding that holds its key. */
  [key: `${string}_API_KEY`]: string | undefined
}
