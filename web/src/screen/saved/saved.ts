/** The saved screens: their list, versions, saving, and what a run says of who entered and left. */
import { signal } from '@preact/signals'
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { SavedScreen, screenRoutes } from '#shared/contracts/screens.ts'
import {
  deleteScreen,
  getScreenVersions,
  listScreens,
  runSavedScreen,
  saveScreen,
} from '../../api.ts'
import type { PageProblem } from '../../page-problem.ts'
import { type Loaded, loader } from '../../ui/loaded.ts'

type SavedRunAnswer = Extract<
  ResponseOf<(typeof screenRoutes)['runSavedScreen']>,
  { change: unknown }
>

/** Rows that a run names. The page has all of them by itself; this names those that entered. */
export const RUN_ROWS = 1_000

export type SavedRunState =
  | { state: 'running' }
  | { state: 'making'; done: number; of: number }
  | { state: 'ready'; answer: SavedRunAnswer }
  | { state: 'failed'; problem: PageProblem }

export const SAVED_PORTS = {
  listScreens,
  saveScreen,
  deleteScreen,
  getScreenVersions,
  runSavedScreen,
}

export const createSaved = (ports: typeof SAVED_PORTS = SAVED_PORTS) => {
  const list = loader(ports.listScreens)
  const saving = signal(false)
  const problem = signal<PageProblem | null>(null)
  /** The saved screen that is open, of which a new version can be saved. */
  const opened = signal<SavedScreen | null>(null)
  /** By id. */
  const versions = signal<ReadonlyMap<string, Loaded<readonly SavedScreen[]>>>(new Map())
  const runs = signal<ReadonlyMap<string, SavedRunState>>(new Map())
  const putVersions = (id: string, value: Loaded<readonly SavedScreen[]>) => {
    versions.value = new Map(versions.value).set(id, value)
  }
  const putRun = (id: string, value: SavedRunState) => {
    runs.value = new Map(runs.value).set(id, value)
  }
  return {
    list,
    saving,
    problem,
    opened,
    versions,
    runs,
    /** `id` is of the one whose new version this is; null saves a new one. Says whether it did. */
    async save(
      id: string | null,
      screen: Pick<SavedScreen, 'name' | 'text' | 'markets' | 'columns'>,
    ): Promise<boolean> {
      if (saving.value) return false
      saving.value = true
      problem.value = null
      const answer = await ports.saveScreen(id, screen)
      saving.value = false
      if (!answer.ok) {
        problem.value = answer.problem
        return false
      }
      opened.value = answer.data
      const known = new Map(versions.value)
      known.delete(answer.data.id)
      versions.value = known
      await list.load()
      return true
    },
    /** Deletes it in the version that the list shows. A newer one is read again, and stays. */
    async remove(screen: Pick<SavedScreen, 'id' | 'version'>): Promise<void> {
      if (saving.value) return
      saving.value = true
      problem.value = null
      const answer = await ports.deleteScreen(screen)
      saving.value = false
      if (!answer.ok) problem.value = answer.problem
      else if (opened.value?.id === screen.id) opened.value = null
      await list.load()
    },
    async readVersions(id: string) {
      putVersions(id, { state: 'loading' })
      const answer = await ports.getScreenVersions(id)
      putVersions(
        id,
        answer.ok
          ? { state: 'ready', data: answer.data.versions }
          : { state: 'failed', problem: answer.problem },
      )
    },
    async run(id: string, asOf: string | null) {
      putRun(id, { state: 'running' })
      const answer = await ports.runSavedScreen(id, { asOf, limit: RUN_ROWS })
      if (!answer.ok) return putRun(id, { state: 'failed', problem: answer.problem })
      if ('progress' in answer.data) {
        const { done, of } = answer.data.progress
        return putRun(id, { state: 'making', done, of })
      }
      putRun(id, { state: 'ready', answer: answer.data })
    },
  }
}
export type Saved = ReturnType<typeof createSaved>
