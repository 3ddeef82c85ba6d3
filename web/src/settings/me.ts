/** Who this browser is to the service: asked once when the page is opened, and after a sign-in. */
import { signal } from '@preact/signals'
import { getMe, type Me } from '../api.ts'

/** Null until it is known. */
export const me = signal<Me | null>(null)

export const learnWhoIAm = async (): Promise<void> => {
  const answer = await getMe()
  if (answer.ok) me.value = answer.data
}
