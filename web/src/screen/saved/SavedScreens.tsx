/** The saved screens: open one, run it and see who entered and left, look at its versions. */
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { SavedScreen } from '#shared/contracts/screens.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPanel } from '../../ui/ProblemPanel.tsx'
import { grouped, timeOf } from '../../ui/words.ts'
import { t } from '../strings/index.ts'
import type { Saved, SavedRunState } from './saved.ts'

/** Companies that are named of those that entered or left. */
const MOST_NAMED = 40

interface SavedScreensProps {
  saved: Saved
  asOf: string | null
  /** A company's name by its id, as far as it is in the list of the page. */
  nameOf: (instrument: string) => string
  open: (screen: SavedScreen) => void
  close: () => void
}

const Names = ({
  ids,
  label,
  nameOf,
}: {
  ids: readonly string[]
  label: string
  nameOf: (id: string) => string
}) => (
  <div>
    <h4>
      {label} <span class="chip-count">{grouped(ids.length)}</span>
    </h4>
    {ids.length === 0 ? (
      <p class="muted">{t('saved.nobody')}</p>
    ) : (
      <p>
        {ids.slice(0, MOST_NAMED).map(nameOf).join(' · ')}
        {ids.length > MOST_NAMED && ` · ${t('saved.more', { count: ids.length - MOST_NAMED })}`}
      </p>
    )}
  </div>
)

const Run = ({
  run,
  nameOf,
  again,
}: {
  run: SavedRunState
  nameOf: (id: string) => string
  again: () => void
}) => {
  if (run.state === 'running') return <p role="status">{t('saved.running')}</p>
  if (run.state === 'failed') return <ProblemPanel problem={run.problem} retry={again} />
  if (run.state === 'making')
    return (
      <p role="status">
        {t('saved.making', { done: grouped(run.done), of: grouped(run.of) })}{' '}
        <button type="button" class="link" onClick={again}>
          {t('standing.ask_again')}
        </button>
      </p>
    )
  const { change, total, as_of: day } = run.answer
  const names = new Map(run.answer.rows.map(({ instrument, name }) => [instrument, name]))
  const name = (id: string) => names.get(id) ?? nameOf(id)
  return (
    <div class="saved-run" role="status">
      <p>
        {t('saved.ran', { day, passed: grouped(total.passed), tested: grouped(total.tested) })}{' '}
        {change.since
          ? t('saved.since', { time: timeOf(change.since), day: change.since_day ?? day })
          : t('saved.first_run')}
      </p>
      {change.since && (
        <>
          <Names ids={change.entered} label={t('saved.entered')} nameOf={name} />
          <Names ids={change.left} label={t('saved.left')} nameOf={name} />
        </>
      )}
    </div>
  )
}

const One = ({
  screen,
  saved,
  asOf,
  nameOf,
  open,
}: Omit<SavedScreensProps, 'close'> & { screen: SavedScreen }) => {
  const run = saved.runs.value.get(screen.id)
  const versions = saved.versions.value.get(screen.id)
  const runIt = () => void saved.run(screen.id, asOf)
  return (
    <li>
      <div class="saved-head">
        <strong>{screen.name}</strong>
        <span class="muted small">
          {t('saved.version', { version: screen.version })} · {timeOf(screen.saved_at)}
        </span>
      </div>
      <code class="saved-text">{screen.text}</code>
      <div class="screen-buttons">
        <button type="button" class="button" onClick={() => open(screen)}>
          {t('saved.open')}
        </button>
        <button type="button" class="button" disabled={run?.state === 'running'} onClick={runIt}>
          {t('saved.run')}
        </button>
        <button
          type="button"
          class="button"
          disabled={saved.saving.value}
          onClick={() => {
            if (confirm(t('saved.delete_sure', { name: screen.name }))) void saved.remove(screen)
          }}
        >
          {t('saved.delete')}
        </button>
        {screen.version > 1 && !versions && (
          <button type="button" class="button" onClick={() => void saved.readVersions(screen.id)}>
            {t('saved.versions')}
          </button>
        )}
      </div>
      {run && <Run run={run} nameOf={nameOf} again={runIt} />}
      {versions?.state === 'loading' && <p role="status">{t('tab.loading')}</p>}
      {versions?.state === 'failed' && (
        <ProblemPanel problem={versions.problem} retry={() => void saved.readVersions(screen.id)} />
      )}
      {versions?.state === 'ready' && (
        <ul class="saved-versions">
          {versions.data.map((version) => (
            <li key={version.version}>
              <span class="muted small">
                {t('saved.version', { version: version.version })} · {timeOf(version.saved_at)}
              </span>
              <code class="saved-text">{version.text}</code>
              <button type="button" class="link" onClick={() => open(version)}>
                {t('saved.open')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

export const SavedScreens = ({ saved, asOf, nameOf, open, close }: SavedScreensProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => void saved.list.load(), [saved])
  const now = saved.list.value.value
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby="saved-title" onClose={close}>
      <div class="chooser-head">
        <h2 id="saved-title">{t('saved.title')}</h2>
        <button type="button" class="quiet" onClick={close} aria-label={t('screen.close')}>
          ✕
        </button>
      </div>
      {now.state === 'loading' && <Loading label="tab.loading" />}
      {now.state === 'failed' && (
        <ProblemPanel problem={now.problem} retry={() => void saved.list.load()} />
      )}
      {saved.problem.value && <ProblemPanel problem={saved.problem.value} />}
      {now.state === 'ready' && now.data.screens.length === 0 && (
        <p class="empty">{t('saved.none')}</p>
      )}
      {now.state === 'ready' && (
        <ul class="saved-list">
          {now.data.screens.map((screen) => (
            <One
              key={screen.id}
              screen={screen}
              saved={saved}
              asOf={asOf}
              nameOf={nameOf}
              open={open}
            />
          ))}
        </ul>
      )}
    </dialog>
  )
}

/** Characters of a name, as the service takes them. */
const MOST_NAME = 200

export const SaveForm = ({
  saved,
  screen,
  close,
}: {
  saved: Saved
  screen: Omit<SavedScreen, 'id' | 'version' | 'saved_at' | 'name'>
  close: () => void
}) => {
  const opened = saved.opened.value
  const dialog = useRef<HTMLDialogElement>(null)
  const name = useSignal(opened?.name ?? '')
  useEffect(() => dialog.current?.showModal(), [])
  const wish = name.value.trim()
  const save = async (id: string | null) => {
    if (wish !== '' && (await saved.save(id, { ...screen, name: wish }))) close()
  }
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby="save-title" onClose={close}>
      <div class="chooser-head">
        <h2 id="save-title">{t('save.title')}</h2>
        <button type="button" class="quiet" onClick={close} aria-label={t('screen.close')}>
          ✕
        </button>
      </div>
      <form
        class="save-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save(opened?.id ?? null)
        }}
      >
        <label for="save-name">{t('save.name')}</label>
        <input
          id="save-name"
          type="text"
          class="chooser-search"
          maxLength={MOST_NAME}
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value
          }}
        />
        <code class="saved-text">{screen.text || t('save.every_company')}</code>
        <div class="screen-buttons">
          <button
            type="submit"
            class="button button-main"
            disabled={saved.saving.value || wish === ''}
          >
            {opened ? t('save.new_version', { version: opened.version + 1 }) : t('save.button')}
          </button>
          {opened && (
            <button
              type="button"
              class="button"
              disabled={saved.saving.value || wish === ''}
              onClick={() => void save(null)}
            >
              {t('save.as_new')}
            </button>
          )}
        </div>
        {saved.problem.value && <ProblemPanel problem={saved.problem.value} />}
      </form>
    </dialog>
  )
}
