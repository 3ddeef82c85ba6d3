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

/**
 * The candidate that Enter takes: the highlighted one, the only one, or the only one whose code was
 * typed. With several it takes none. Pure.
 */
export const chosenOf = (state: SearchState): Candidate | null => {
  const candidates = state.candidates ?? []
  const highlighted = candidates[state.active]
  if (highlighted) return highlighted
  const byCode = candidates.filter((candidate) => candidate.match === 'symbol')
  return (candidates.length === 1 ? candidates[0] : byCode.length === 1 ? byCode[0] : null) ?? null
}

export const createSearch = (
  choose: (candidate: Candidate) => void,
  read: typeof searchInstruments = searchInstruments,
) => {
  const state = signal<SearchState>(EMPTY)
  let timer: ReturnType<typeof setTimeout> | undefined
  let inFlight: AbortController | undefined

  const ask = async (text: string) => {
    inFlight?.abort()
    const mine = new AbortController()
    inFlight = mine
    const result = await read(text, mine.signal)
    if (mine.signal.aborted) return
    const { entered } = state.value
    state.value = {
      ...state.value,
      searching: false,
      entered: false,
      active: -1,
      candidates: result.ok ? result.data.candidates : null,
      problem: result.ok ? null : result.problem,
      silent: result.ok ? unanswered(result.data.attempts) : [],
    }
    const wanted = entered ? (chosenOf(state.value) ?? state.value.candidates?.[0]) : null
    if (wanted) choose(wanted)
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
