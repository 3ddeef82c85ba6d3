/** The model of the company search: it asks for candidates after a pause in typing. */
import { signal } from '@preact/signals'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { searchInstruments } from '../api.ts'
import type { PageProblem } from '../page-problem.ts'
import { unanswered } from '../ui/attempts.ts'

/**
 * The pause in typing, in ms, after which the search is sent, so that not every key sends a
 * request.
 */
const PAUSE_MS = 160

export interface SearchState {
  text: string
  searching: boolean
  /** Null until there was an answer. */
  candidates: Candidate[] | null
  /** The candidates that this very text has; null until there was an answer to it. */
  searched: Candidate[] | null
  problem: PageProblem | null
  /** Providers that did not answer for this text. */
  silent: string[]
  /**
   * Enter was pressed before the answer to this text came. A candidate is opened when it arrives.
   */
  entered: boolean
  /** Index of the highlighted candidate; -1 for none. */
  active: number
  open: boolean
}
export const EMPTY: SearchState = {
  text: '',
  searching: false,
  candidates: null,
  searched: null,
  problem: null,
  silent: [],
  entered: false,
  active: -1,
  open: false,
}

/**
 * Moves the highlight by one. It goes in a circle through the list, with "none" between the last
 * and the first. Pure.
 */
export const moveActive = (state: SearchState, step: 1 | -1): SearchState => {
  const count = state.candidates?.length ?? 0
  if (count === 0) return state
  const next = state.active + step
  return { ...state, open: true, active: next >= count ? -1 : next < -1 ? count - 1 : next }
}

/** The candidates whose code or whole name is the text. */
const exactOf = ({ candidates }: SearchState): Candidate[] =>
  (candidates ?? []).filter(({ exact }) => exact)

/**
 * The candidate that Enter takes: the highlighted one, the only one, or the only one whose code or
 * whole name was typed. With several it takes none. Pure.
 */
export const chosenOf = (state: SearchState): Candidate | null => {
  const candidates = state.candidates ?? []
  const highlighted = candidates[state.active]
  if (highlighted) return highlighted
  const exact = exactOf(state)
  return (candidates.length === 1 ? candidates[0] : exact.length === 1 ? exact[0] : null) ?? null
}

/**
 * The candidate that Enter meant when it was pressed before the answer: as after it, or the first
 * one. Where several are exactly what was typed it takes none. Pure.
 */
const meantOf = (state: SearchState): Candidate | null =>
  chosenOf(state) ?? (exactOf(state).length > 1 ? null : (state.candidates?.[0] ?? null))

export const createSearch = (
  choose: (candidate: Candidate) => void,
  read: typeof searchInstruments = searchInstruments,
) => {
  const state = signal<SearchState>(EMPTY)
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight: AbortController | undefined

  /** Takes over an answer. The highlight stays with its candidate. */
  const take = (result: Awaited<ReturnType<typeof read>>, isLast: boolean): void => {
    const before = state.value
    const highlighted = before.candidates?.[before.active]?.id
    const candidates = result.ok ? result.data.candidates : before.searched
    state.value = {
      ...before,
      searching: !isLast,
      candidates,
      searched: candidates,
      active:
        highlighted === undefined
          ? -1
          : (candidates ?? []).findIndex(({ id }) => id === highlighted),
      problem: result.ok || candidates !== null ? null : result.problem,
      silent: result.ok ? unanswered(result.data.attempts) : [],
    }
    if (!before.entered) return
    const meant = isLast ? meantOf(state.value) : chosenOf(state.value)
    if (isLast) state.value = { ...state.value, entered: false }
    if (!meant) return
    state.value = { ...state.value, entered: false }
    choose(meant)
  }

  /** What is known is shown at once; providers are asked only where they may know more. */
  const ask = async (text: string) => {
    inFlight?.abort()
    const mine = new AbortController()
    inFlight = mine
    state.value = { ...state.value, searched: null, active: -1 }
    const known = await read(text, 'skip', mine.signal)
    if (mine.signal.aborted) return
    const isLast = !known.ok || known.data.settled
    take(known, isLast)
    if (isLast) return
    const all = await read(text, 'ask', mine.signal)
    if (!mine.signal.aborted) take(all, true)
  }
  return {
    state,
    type(text: string) {
      clearTimeout(timer)
      // The answer is to an older text, so it is dropped.
      inFlight?.abort()
      const trimmed = text.trim()
      if (!trimmed) {
        state.value = { ...EMPTY, text }
        return
      }
      state.value = {
        ...state.value,
        text,
        open: true,
        searching: true,
        problem: null,
        entered: false,
      }
      timer = setTimeout(() => void ask(trimmed), PAUSE_MS)
    },
    enter: () => {
      const { searching, text } = state.value
      const chosen = searching ? null : chosenOf(state.value)
      if (chosen) choose(chosen)
      else if (text.trim()) state.value = { ...state.value, open: true, entered: searching }
    },
    move: (step: 1 | -1) => {
      state.value = { ...moveActive(state.value, step), entered: false }
    },
    highlight: (active: number) => {
      state.value = { ...state.value, active }
    },
    close: () => {
      state.value = { ...state.value, open: false, active: -1, entered: false }
    },
    reopen: () => {
      if (state.value.text.trim()) state.value = { ...state.value, open: true }
    },
  }
}
