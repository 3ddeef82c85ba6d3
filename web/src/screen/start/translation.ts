/**
 * A sentence made into the text of a screen. The text is shown and can be changed; it runs only
 * when the reader takes it.
 */
import { signal } from '@preact/signals'
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { screenRoutes } from '#shared/contracts/screens.ts'
import type { Language } from '#shared/names.ts'
import { translateScreen } from '../../api.ts'
import type { PageProblem } from '../../page-problem.ts'

/** Characters of a sentence that the service takes. */
export const MAX_SENTENCE = 1_000

export type Translated = ResponseOf<(typeof screenRoutes)['translateScreen']>
export type TranslationState =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'ready'; translated: Translated }
  | { state: 'failed'; problem: PageProblem }

export const createTranslation = (translate: typeof translateScreen = translateScreen) => {
  const sentence = signal('')
  const value = signal<TranslationState>({ state: 'none' })
  let newest = 0
  return {
    sentence,
    value,
    async ask(language: Language) {
      const wish = sentence.value.trim()
      if (wish === '') return
      const mine = ++newest
      value.value = { state: 'asking' }
      const answer = await translate(wish, language)
      if (mine !== newest) return
      value.value = answer.ok
        ? { state: 'ready', translated: answer.data }
        : { state: 'failed', problem: answer.problem }
    },
    /** The reader's own change of the text that was made. */
    edit(text: string) {
      const now = value.value
      if (now.state === 'ready')
        value.value = { state: 'ready', translated: { ...now.translated, text } }
    },
    drop() {
      newest += 1
      value.value = { state: 'none' }
    },
  }
}
