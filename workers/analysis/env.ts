/** Bindings of the analysis service: keys of models and nothing else. */
export interface Env {
  /** Replaces https://generativelanguage.googleapis.com; a proxy, or a test server. */
  GEMINI_BASE_URL?: string
  /** Secrets. Each configured model names the one that holds its key. */
  [key: `${string}_API_KEY`]: string | undefined
}
