/** A secret that is told once: to be copied now, for it is never shown again. */
import { useSignal } from '@preact/signals'
import { t } from './strings/index.ts'

export const SecretOnce = ({ secret, note }: { secret: string; note: string }) => {
  const copied = useSignal(false)
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => {
        copied.value = true
      },
      // The text stands there to be marked by hand.
      () => {},
    )
  return (
    <div class="secret-once" role="status">
      <p>{note}</p>
      <code>{secret}</code>
      <button type="button" class="button" onClick={() => void copy()}>
        {copied.value ? t('secret.copied') : t('secret.copy')}
      </button>
    </div>
  )
}
