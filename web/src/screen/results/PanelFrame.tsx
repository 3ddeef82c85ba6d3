/** The frame of a panel at the side: its title, a way back, and a button that closes it. */
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../strings/index.ts'
import { closePanel } from './open-cell.ts'

export const PanelFrame = ({
  title,
  back,
  children,
}: {
  title: string
  back: (() => void) | null
  children: ComponentChildren
}) => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closePanel()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <div class="origin" role="dialog" aria-labelledby="panel-name" aria-describedby="panel-title">
      <div class="origin-head">
        <p id="panel-title">{title}</p>
        {back && (
          <button type="button" class="quiet" onClick={back}>
            ← {t('panel.back')}
          </button>
        )}
        <button type="button" class="quiet" onClick={closePanel} aria-label={t('screen.close')}>
          ✕
        </button>
      </div>
      {children}
    </div>
  )
}
