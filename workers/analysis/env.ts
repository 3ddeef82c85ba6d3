/** Bindings of the analysis service: model keys and nothing else. */
export interface Env {
  /** Secret. Without it Gemini is not available and `auto` means `builtin`. */
  GEMINI_API_KEY?: string
  /** Replaces https://generativelanguage.googleapis.com; a proxy, or a test server. */
  GEMINI_BASE_URL?: string
}
