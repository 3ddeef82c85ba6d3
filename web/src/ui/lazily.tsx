/**
 * A component whose code is fetched when it is first shown. When the code is gone, because a newer
 * page was deployed, it says so.
 */
import { signal } from '@preact/signals'
import type { ComponentChild, ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from './strings/index.ts'

export const lazily = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  meanwhile: ComponentChild,
): ComponentType<Props> => {
  const loaded = signal<{ component: ComponentType<Props> } | 'failed' | null>(null)
  let started = false
  const start = () => {
    if (started) return
    started = true
    load().then(
      (component) => {
        loaded.value = { component }
      },
      () => {
        loaded.value = 'failed'
      },
    )
  }
  return (props: Props) => {
    useEffect(start, [])
    const now = loaded.value
    if (now === 'failed')
      return (
        <div class="problem" role="alert">
          <p>{t('problem.reload')}</p>
          <button type="button" class="button" onClick={() => location.reload()}>
            {t('problem.reload_button')}
          </button>
        </div>
      )
    if (!now) return <>{meanwhile}</>
    const Loaded = now.component
    return <Loaded {...props} />
  }
}
